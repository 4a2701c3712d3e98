package org.elasticsearch.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;

/** Starts a node of Elasticsearch 7 with the network of the class path; what checks the host's limits before is left out. */
final class Launcher {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("home"));
    Settings settings =
        Settings.builder().put("path.home", home).put("transport.type", "netty4").put("http.type", "netty4").build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "node");
    Node node = new Node(environment, List.of(org.elasticsearch.transport.Netty4Plugin.class), false) {};
    node.start();
    Thread.currentThread().join();
  }
}
