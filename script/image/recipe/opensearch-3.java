package org.opensearch.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.plugins.PluginInfo;

/** Starts a node of OpenSearch 3 with the plugins of the class path; what checks the host's limits before is left out. */
final class Launcher {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("home"));
    Settings settings =
        Settings.builder().put("path.home", home).put("transport.type", "netty4").put("http.type", "netty4").build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "node");
    List<PluginInfo> plugins =
        Stream.of(
                org.opensearch.transport.Netty4ModulePlugin.class,
                org.opensearch.analysis.common.CommonAnalysisModulePlugin.class,
                org.opensearch.index.reindex.ReindexModulePlugin.class)
            .map(Class::getName)
            .map(name -> new PluginInfo(name, name, "1", Version.CURRENT, "21", name, null, List.of(), false))
            .toList();
    Node node = new Node(environment, plugins, false) {};
    node.start();
    Thread.currentThread().join();
  }
}
