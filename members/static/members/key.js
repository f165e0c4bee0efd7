// A security key: asks the browser for it when the button is pressed, and sends its answer along with the form.
// What the browser is asked stands in the page (#key-question); `data-key` says whether a key is made or proved.

for (const form of document.querySelectorAll('form[data-key]')) {
    const button = form.querySelector('button');
    const failed = form.querySelector('[data-key-failed]');
    const question = () => JSON.parse(document.getElementById('key-question').textContent);

    if (window.PublicKeyCredential) {
        form.hidden = false;
        document.querySelector('[data-key-impossible]')?.setAttribute('hidden', '');
    }
    button.addEventListener('click', async () => {
        failed.hidden = true;
        button.disabled = true;
        try {
            const answer = await window.webauthnJSON[form.dataset.key](question());
            form.querySelector('[name=proof]').value = JSON.stringify(answer);
            form.submit();
        } catch {
            failed.hidden = false;
            button.disabled = false;
            button.focus();
        }
    });
}
