import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One node in one folder: java Server FOLDER [PID]. Says "listening PORT" once it answers. With PID it ends when that process does, however that ended,
 * and takes its folder with it.
 */
public class Server {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Environment environment = environment(folder);
        Node node = new Node(environment, plugins(environment));
        boolean temporary = arguments.length > 1;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, temporary ? folder : null)));
        if (temporary) {
            ProcessHandle.of(Long.parseLong(arguments[1])).ifPresentOrElse(process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
        node.start();
        System.out.println("listening " + node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort());
        Thread.currentThread().join();
    }

    /** The settings are those of config/elasticsearch.yml; logs go to the console. */
    private static Environment environment(Path folder) {
        LogConfigurator.registerErrorListener();
        Settings home = Settings.builder().put("path.home", folder.toString()).build();
        Environment found = InternalSettingsPreparer.prepareEnvironment(home, Map.of(), folder.resolve("config"), () -> "hub");
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(found.settings()));
        LogConfigurator.configureWithoutConfig(found.settings());
        return found;
    }

    /** What lies in modules/ and plugins/. */
    private static PluginsLoader plugins(Environment environment) {
        return PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false
        );
    }

    private static void end(Node node, Path temporary) {
        try {
            node.close();
            if (temporary != null) {
                delete(temporary);
            }
        } catch (IOException problem) {
            problem.printStackTrace();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
