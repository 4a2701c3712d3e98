#!/bin/bash
# Starts one node. Variables with dots in their names are its settings, as the official images have it; those of the security
# plugins, which are not here, are left out.
set -euf
home=/usr/share/$PRODUCT
mkdir -p "$home"/{config,data,logs,plugins}
cp "$home/log4j2.properties" "$home/config/"
{
  echo "network.host: 0.0.0.0"
  echo "path.data: $home/data"
  echo "path.logs: $home/logs"
  env | grep -E '^[a-z0-9_]+\.[a-z0-9_.]+=' | grep -vE '^(network\.host|path\.(data|logs)|plugins\.security|xpack)' | sed 's/=/: /'
} >"$home/config/$PRODUCT.yml"
options=(-Xms512m -Xmx512m)
given=${OPENSEARCH_JAVA_OPTS:-${ES_JAVA_OPTS:-}}
[[ -z $given ]] || read -ra options <<<"$given"
case $PRODUCT$EDITION in
  opensearch3) options+=(--add-modules=jdk.incubator.vector) ;;
  elasticsearch9) options+=(--enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector) ;;
esac
exec java "${options[@]}" -Dhome="$home" -Dopensearch.path.home="$home" -Des.path.home="$home" -Dlog4j2.disableJmx=true \
  -Dlog4j2.configurationFile="$home/config/log4j2.properties" -cp "$home/classes:$home/lib/*" "org.$PRODUCT.node.Launcher"
