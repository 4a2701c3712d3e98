#!/bin/sh
# Starts one node of Kafka, as the official image does: KAFKA_A_B is a.b, ___ is a dash and __ an underscore; without any, a
# broker that is its own controller; with one, nothing but what they say.
set -euf
settings=/tmp/server.properties
log4j=/opt/kafka/config/log4j2.xml
given=$(env | grep -E '^KAFKA_' | grep -vE '^KAFKA_(HEAP_OPTS|OPTS|CLUSTER_ID)=' || true)
if [ -n "$given" ]; then
  printf '%s\n' "$given" | while IFS='=' read -r name value; do
    name=$(printf '%s' "${name#KAFKA_}" | tr '[:upper:]' '[:lower:]' | sed 's/___/-/g; s/__/\x01/g; s/_/./g; s/\x01/_/g')
    printf '%s=%s\n' "$name" "$value"
  done >"$settings"
else
  cat >"$settings" <<'END'
node.id=1
process.roles=broker,controller
controller.quorum.voters=1@localhost:9093
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
advertised.listeners=PLAINTEXT://localhost:9092
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=/tmp/kraft-combined-logs
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
END
fi
java="java ${KAFKA_HEAP_OPTS:--Xmx512m} ${KAFKA_OPTS:-} -Dlog4j2.configurationFile=$log4j -cp /opt/kafka/libs/*"
$java kafka.tools.StorageTool format --ignore-formatted -t "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" -c "$settings" >/tmp/format.log 2>&1 || {
  cat /tmp/format.log >&2
  exit 1
}
exec $java kafka.Kafka "$settings"
