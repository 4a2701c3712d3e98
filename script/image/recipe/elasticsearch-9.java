package org.elasticsearch.node;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.PluginsLoader;

/** Starts a node of Elasticsearch 9 with the modules of its folder; what checks the host's limits before is left out. */
final class Launcher {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("home"));
    LogConfigurator.registerErrorListener();
    LogConfigurator.loadLog4jPlugins();
    Settings settings = Settings.builder().put("path.home", home).build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "node");
    LogConfigurator.setNodeName("node");
    LogConfigurator.configure(environment, true);
    PluginsLoader modules =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
    new Node(environment, modules).start();
    Thread.currentThread().join();
  }
}
