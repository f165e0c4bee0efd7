"""The languages of the hub: one table. To add a language: one row here and a catalogue in ``locale/``.

Codes are BCP 47 in lower case, as they stand in addresses. No other module asks which language it is in: what differs between languages is a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language of the interface and of pages.

    ``code`` is the code in addresses, ``tag`` the one in ``lang`` attributes, ``cldr`` the one for CLDR names (Babel), ``name`` its own name for
    itself. ``stemmer`` names the stemming rule of ``search.analysis`` (None: none), ``elision`` the short words that lose their vowel before an
    apostrophe, ``enclitics`` those that hang on after one, ``stop`` the words that weigh little in a search, ``endings`` written endings that the
    stemmer does not know (for all genders, of plurals, without their accents) with those that it knows (the first that fits). ``week_start`` is 0
    for Monday to 6 for Sunday. ``exit_page`` is a neutral page in this language. ``reviewed_by`` and ``reviewed_on`` say who has read the fixed texts
    as a native speaker; until then every page says so.
    """

    code: str
    name: str
    tag: str
    cldr: str
    direction: Direction = "ltr"
    stemmer: str | None = None
    elision: frozenset[str] = field(default_factory=frozenset)
    enclitics: frozenset[str] = field(default_factory=frozenset)
    stop: frozenset[str] = field(default_factory=frozenset)
    endings: tuple[tuple[str, str], ...] = ()
    week_start: int = 0
    exit_page: str = "https://www.wikipedia.org/"
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def rtl(self) -> bool:
        """Is it written from right to left?"""
        return self.direction == "rtl"


def _words(text: str) -> frozenset[str]:
    """The words of a list written out as text."""
    return frozenset(text.split())


# Words so common that a search gives them little weight (0.1): function words only, chosen by hand, at most 200 a language. Never a word that someone
# could be looking for ("help", "home", "out", "same"), nor one that begins names of people or things ("non", "sans", "sin", "غير", "هم").
ENGLISH_STOP: Final = _words("""
a about above after again against all also although always am among an and another any are aren around as at be because been before being below
between both but by can cannot could couldn did didn do does doesn doing don done during each either else etc even ever every few for from further
had hadn has hasn have haven having he hence her here hers herself him himself his how however i if in into is isn it its itself just many may me
might more most much must my myself neither nor not of off often on once only onto or other others ought our ours ourselves own per perhaps quite
rather shall she should shouldn since so some such than that the their theirs them themselves then there these they this those though through thus
to too until unto up upon us very via was wasn we were weren what whatever when where whether which while who whoever whom whose why will with
within would wouldn yes yet you your yours yourself yourselves im ive dont cant doesnt didnt isnt wont whats thats theyre youre
""")
FRENCH_STOP: Final = _words("""
à afin ai ainsi alors après as assez au aucun aucune aussi autre autres aux avaient avais avait avant avec avez avons ayant bien car ce ceci cela
celle celles celui cependant ces cet cette ceux chaque chez ci comme comment contre d dans de depuis dès des donc dont du elle elles en encore
entre es est et étaient étais était étant été êtes être eu eux fait font fut il ils j je jusque l la là laquelle le lequel les lesquelles lesquels
leur leurs lors lorsque lui m ma mais me mes moi moins mon n ne ni nos notre nous on ont ou où par parce pas pendant peu peut peuvent plus pour
pourquoi pourrait puis puisque qu quand que quel quelle quelles quelque quelques quels qui quoi s sa sauf se selon sera seraient serait ses si
sien soi soient sois soit sommes son sont sous suis sur t ta tandis tant te tel telle telles tels tes toi ton tous tout toute toutes très trop tu
un une vers voici voilà vos votre vous vu y jai cest ça pk chui
""")
SPANISH_STOP: Final = _words("""
a al algo algún alguna algunas alguno algunos ambos ante antes aquel aquella aquellas aquello aquellos aquí así aún aunque bajo bien cada casi
como cómo con contra cual cuál cuales cualquier cualquiera cuando cuándo cuanto cuyo cuya de del desde donde dónde dos durante e el él ella ellas
ellos en entonces entre era eran eres es esa esas ese eso esos esta está ésta estaba estamos están estar estas este esto estos estoy etc fue
fueron ha había habían haber hace hacer hacia han has hasta hay he hemos incluso la las le les lo los luego más me mediante mi mis mientras mío
mucho muchos muy nada ni ningún ninguna ninguno nos nosotras nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero
poco por porque pues puede pueden puedo que qué quien quién quienes se sea sean según ser si sí sido siempre siendo sino sobre sois somos son soy
su sus suyo tal también tampoco tan tanto te tener tengo ti tiene tienen toda todas todavía todo todos tras tu tú tus un una unas uno unos usted
ustedes va vosotras vosotros vuestra vuestro y ya yo q xq pa
""")
PORTUGUESE_STOP: Final = _words("""
a à ainda algo alguém algum alguma algumas alguns ambos ante antes ao aos após aquela aquelas aquele aqueles aqui aquilo as às assim até cada com
como contra cuja cujo da daquele das de dela delas dele deles depois desde dessa desse desta deste do dos durante e é ela elas ele eles em
enquanto entre era eram és essa essas esse esses esta está estamos estão estar estas estava estavam este estes estou etc eu foi foram for fosse há
isso isto já la lá lhe lhes lo logo mais mas me mediante meu meus minha minhas muito muitos na nas nem nenhum nenhuma nessa nesse nesta neste
no nos nós nossa nossas nosso nossos num numa o onde os ou outra outras outro outros para pela pelas pelo pelos pode podem por porém porque pouco
quais qual qualquer quando quanto quase que quê quem se seja sejam sempre sendo ser será seu seus si sido só sob sobre sua suas são tal também
tampouco tão te tem têm tenho ter teu teus ti tinha toda todas todo todos tu tua um uma umas uns vai você vocês vos
pra pras pro pros tô tá vc
""")
ARABIC_STOP: Final = _words("""
و ف ب ك ل في من إلى الى على عن مع أن ان إن أنا أنت أنتم نحن هو هي هم هن هما هذا هذه هذان هؤلاء ذلك تلك ذاك أولئك الذي التي الذين اللذان اللواتي
اللاتي ما ماذا لماذا متى أين كيف كم أي أية أيضا أو أم ثم بل لكن حتى إذا إذ إذن لو لولا لم لن ليس ليست لما قد لقد سوف كان كانت كانوا يكون تكون
يكونوا كل كلا بعض جميع كما مثل منذ خلال حول بين بعد قبل فوق تحت أمام وراء عند عندما عندك لدى لديه لديها لديك لدي سوى فقط حيث بينما كذلك هنا هناك
هل نعم يا إلا أما إما أنه أنها أنهم إنه إنها بأن لأن لأنه لأنها كأن له لها لهم لك لي لنا به بها بهم بك بي بنا فيه فيها فيهم منه منها منهم منك مني
إليه إليها إليك عليه عليها عليهم عليك علي علينا عنه عنها معه معها معك ومن وفي وعلى وإلى والتي والذي وهو وهي وهذا وما ولا ولم وقد وكان وأن وإذا فإن
شو مين ليش وين بدي انا حدا مما ممن عما فيما بما كلما أحد أكثر جدا أنفسهم نفسه نفسها نفسك ذات ذو عبر ضمن نحو لذلك لذا
""")
PERSIAN_STOP: Final = _words("""
و در به از که با را این آن برای است هست نیست بود نبود باشد نباشد باشید شد شود نشود یا تا اگر بر هر چه چی چرا چگونه کجا کی چند کدام من تو او ما شما
آنها آنان ایشان اینها آیا ولی اما بلکه پس نیز همه همین همان هیچ یک یکی دیگر بین روی زیر بالا قبل بعد هنگام وقتی هنوز فقط بسیار خیلی بیشتر
کمتر چون زیرا چنین چنان مانند مثل طور طوری جز مگر درباره توسط طی خویش خودش خودتان خودمان دارد دارند دارم داریم دارید داشت داشته داشتن ندارد ندارند
کرد کرده کردن کند کنند کنم کنید کنیم نکنید شده شدن شوند بوده بودن هستند هستم هستید هستیم نیستند خواهد خواهند باید نباید شاید بتواند تواند توانند
توانید توان اینکه آنکه آنچه چنانچه اینجا آنجا حتی البته یعنی برخی بعضی چیزی کسی کسانی می نمی
رو یه اگه منو ازم بهم میشه چیه کیه
ها های هایی هایم هایت هایش تر ترین ام ات اش اند ایم اید ای شان تان مان
""")
RUSSIAN_STOP: Final = _words("""
а более больше будем будет будете будешь буду будут бы был была были было быть в вам вами вас ваш ваша ваше ваши весь вместо во вот все всего всей
всем всех всю вы где да даже для до его ее ей ему если есть еще же за здесь и из или им ими их к каждая каждое каждый как какая какие какой когда
кого кому которая которого которое которой котором которому которую которые который которых кроме кто куда лишь ли либо между меня мне много мной
могут может можно мои мой моя мы на над надо нам нами нас наш наша наше наши него нее ней некоторые нем нём нет нею ни них ничего но ну о об
однако он она они оно от перед по под после потому при про с сам сама сами само самый свое своего своей свои своих свой свою себе себя со собой
так также такая такие такой там те тебе тебя тем теперь тех то тобой тогда того тоже той только том тому тот ту ты у уж уже чего чей чем через что
чтоб чтобы чье эта эти этим этих это этого этой этом этому этот эту я
""")
CHINESE_STOP: Final = _words("""
的 了 和 是 在 我 你 您 他 她 它 也 都 就 不 有 沒 與 及 或 而 但 於 以 為 之 其 此 這 那 個 們 把 被 讓 從 到 對 向 給 跟 很 太 更 最 嗎 呢 吧
啊 呀 哪 誰 什麼 怎麼 怎樣 如何 為何 我們 你們 您們 他們 她們 它們 這個 那個 這些 那些 這裡 那裡 哪裡 這樣 那樣 一個 一些 一下 自己 可以 可能
應該 必須 因為 所以 如果 但是 而且 或者 以及 並且 然後 還是 還有 不是 沒有 就是 只是 都是 也是 是否 已經 正在 之後 之前 以後 以前 時候 由於 關於
對於 其他 其中 另外 例如 等等 非常 比較 甚至 雖然 即使 無論 除了 為了 同時 而是 只有 只要 才能 能夠 有些 某些 任何 每個 很多 請問
""")

FRENCH_ELISION: Final = _words("l d j m t s c n qu jusqu lorsqu puisqu quoiqu")

ENGLISH_ENCLITICS: Final = _words("s t ll re ve d m")
IBERIAN_ENDINGS: Final = (
    ("@s", "as"),
    ("xs", "as"),
    ("@", "a"),
    ("x", "a"),
    *((ending, ending) for ending in ("dades", "tades", "zades")),
    ("ades", "adas"),
)
SPANISH_ENDINGS: Final = (("ces", "z"), ("enes", "en"), *IBERIAN_ENDINGS)
PORTUGUESE_ENDINGS: Final = (
    *((typed, "ção") for typed in ("ções", "coes", "cao")),
    *((typed, "ão") for typed in ("ões", "oes")),
    ("ais", "al"),
    ("éis", "el"),
    ("eis", "el"),
    ("ens", "em"),
    *IBERIAN_ENDINGS,
)

LANGUAGES: Final[tuple[Language, ...]] = (
    Language("en", "English", "en", "en", stemmer="english", enclitics=ENGLISH_ENCLITICS, stop=ENGLISH_STOP, exit_page="https://en.wikipedia.org/"),
    Language("fr", "Français", "fr", "fr", stemmer="french", elision=FRENCH_ELISION, stop=FRENCH_STOP, exit_page="https://fr.wikipedia.org/"),
    Language("es", "Español", "es", "es", stemmer="spanish", endings=SPANISH_ENDINGS, stop=SPANISH_STOP, exit_page="https://es.wikipedia.org/"),
    Language(
        "pt", "Português", "pt", "pt", stemmer="portuguese", endings=PORTUGUESE_ENDINGS, stop=PORTUGUESE_STOP, exit_page="https://pt.wikipedia.org/"
    ),
    Language("ar", "العربية", "ar", "ar", "rtl", stemmer="light10", stop=ARABIC_STOP, week_start=5, exit_page="https://ar.wikipedia.org/"),
    Language("fa", "فارسی", "fa", "fa", "rtl", stemmer="persian", stop=PERSIAN_STOP, week_start=5, exit_page="https://fa.wikipedia.org/"),
    Language("ru", "Русский", "ru", "ru", stemmer="russian", stop=RUSSIAN_STOP, exit_page="https://ru.wikipedia.org/"),
    Language("zh-hant", "繁體中文", "zh-Hant", "zh_Hant", stop=CHINESE_STOP, week_start=6, exit_page="https://zh.wikipedia.org/"),
)

DEFAULT: Final = LANGUAGES[0]


@cache
def by_code() -> dict[str, Language]:
    """All languages by the code that stands in addresses."""
    return {language.code: language for language in LANGUAGES}


def language(code: str) -> Language:
    """The language of ``code`` (any case, as Django's ``get_language`` gives it), or the default one where the hub has no such language."""
    return by_code().get(code.lower(), DEFAULT)


def codes() -> list[str]:
    """The codes of all languages, in the order of the table."""
    return [one.code for one in LANGUAGES]


def choices() -> list[tuple[str, str]]:
    """``(code, own name)`` of all languages, for ``settings.LANGUAGES`` and for choice fields."""
    return [(one.code, one.name) for one in LANGUAGES]
