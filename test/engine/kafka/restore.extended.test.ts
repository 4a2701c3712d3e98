import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Consumer } from '@platformatic/kafka'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kafka } from '../../../src/engine/kafka/kafka.ts'
import { alterTopic, configurations } from '../../../src/engine/kafka/protocol/admin.ts'
import { committedOf } from '../../../src/engine/kafka/protocol/offsets.ts'
import { compare } from '../../../src/verify/verify.ts'
import { buildKafka, type Kafka, kafkaMissing, kafkaVersion, startKafka } from '../../server/kafka.ts'
import { type MemoryDump, plainBackup } from '../memory.ts'
import { kafkaSource } from '../source.ts'
import { bench } from '../step.ts'
import { Administrator, never, type Right } from './admin.ts'
import { dumped } from './step.ts'

/** What docs/engines.md tells to give to whoever restores. */
const restoreRights: readonly Right[] = [
  ['TOPIC', '*', 'CREATE', 'DESCRIBE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS', 'WRITE', 'READ', 'DELETE'],
  ['GROUP', '*', 'READ', 'DESCRIBE'],
]
const longest = '9223372036854775807'
const missing = await kafkaMissing()

if (missing !== undefined) test.skip(`a restore into Kafka ${kafkaVersion}: ${missing}`)
else
  describe(`a restore into Kafka ${kafkaVersion}`, () => {
    let servers: readonly [Kafka, Kafka]
    let admin: Administrator
    let other: Administrator
    beforeAll(async () => {
      await buildKafka()
      servers = [await startKafka(), await startKafka()]
      admin = new Administrator(servers[0])
      other = new Administrator(servers[1])
    })
    beforeEach(async () => {
      await admin.clear()
      await other.clear()
    })
    afterAll(async () => {
      for (const one of [admin, other, ...(servers ?? [])]) await one?.[Symbol.asyncDispose]()
    })

    const source = () => kafkaSource(`kafka://${servers[0].open}`)
    const into = (url = `kafka://${servers[1].open}`) => kafka.target(url, { tools: { kind: 'auto' } }, bench, never)
    const restored = async (held: MemoryDump, only: readonly string[] = [], overwrite = false) => {
      const target = await into()
      const result = await target.restore(plainBackup(held), { overwrite, only })
      if (result.expected === undefined) throw new Error('what came is not known')
      expect(compare(result.expected, await target.facts(result.expected), 'kept')).toEqual([])
      return result
    }
    const configured = async (topic: string) => {
      using cluster = await other.cluster()
      return (await configurations(cluster, [topic])).get(topic)?.set
    }

    test('is the same to Kafka’s own consumer: order, keys, values, headers and times', async () => {
      await admin.topic('odd', 1, { 'message.timestamp.after.max.ms': longest, 'retention.ms': '-1' })
      const header = (name: string, value: string) => [Buffer.from(name), Buffer.from(value)] as const
      for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
        await admin.send(
          'odd',
          [
            { key: 'a', timestamp: 5n },
            { key: '', value: '', timestamp: 7n },
            { value: compression.repeat(500), headers: new Map([header('h', '1'), header('h', '2'), header('e', '')]) },
          ],
          compression,
        )
      }
      // Alone: the library writes no such distance from the time before it.
      await admin.send('odd', [{ value: 'nanoseconds', timestamp: 1_790_000_000_000_000_000n }])
      await admin.transactions('odd', ['no', 'abort'], ['yes', 'commit'])
      await restored(await dumped(source()))
      const shown = async (server: Kafka) =>
        await server.tool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
          ...['--bootstrap-server', 'localhost:9092', '--topic', 'odd', '--from-beginning', '--max-messages', '17'],
          ...['--isolation-level', 'read_committed', '--timeout-ms', '20000'],
          ...['timestamp', 'key', 'headers', 'value'].flatMap((what) => ['--formatter-property', `print.${what}=true`]),
          ...['--formatter-property', 'null.literal=<NULL>'],
        ])
      const [before, after] = [await shown(servers[0]), await shown(servers[1])]
      expect(after).toBe(before)
      expect(after.split('\n').filter((line) => line !== '').length).toBe(17)
      expect(after).toContain('CreateTime:1790000000000000000')
      expect(after).toContain('h:1,h:2,e:')
      expect(await configured('odd')).toEqual({ 'message.timestamp.after.max.ms': longest, 'retention.ms': '-1' })
    })

    test('of records that the topic no longer keeps leaves retention.ms at -1, and says so', async () => {
      await admin.topic('old', 1, { 'retention.ms': '86400000' })
      await admin.topic('standard')
      await admin.topic('fresh', 1, { 'retention.ms': '86400000' })
      for (const topic of ['old', 'standard'])
        await admin.send(topic, [{ value: 'x', timestamp: Date.UTC(2020, 1, 1) }])
      await admin.send('fresh', [{ value: 'x' }])
      const { findings } = await restored(await dumped(source()))
      expect(findings).toEqual([
        expect.objectContaining({
          level: 'warning',
          message: expect.stringMatching(/retention.ms was left at -1.*: old and standard$/),
        }),
      ])
      expect(await configured('old')).toEqual({ 'retention.ms': '-1' })
      expect(await configured('fresh')).toEqual({ 'retention.ms': '86400000' })
    })

    test('keeps the times of a topic by the broker’s clock, and records without a key of a compacted one', async () => {
      await admin.topic('clock', 1, { 'message.timestamp.type': 'LogAppendTime' })
      await admin.send('clock', [{ value: 'x', timestamp: 5n }])
      await admin.topic('later', 1, { 'retention.ms': '-1' })
      await admin.send('later', [{ value: 'without a key' }])
      await admin.topic('strict', 1, { 'max.message.bytes': '1000' })
      for (let at = 0; at < 20; at++) await admin.send('strict', [{ value: 'x'.repeat(700) }])
      using cluster = await admin.cluster()
      await alterTopic(cluster, 'later', new Map([['cleanup.policy', 'compact']]))
      await alterTopic(cluster, 'strict', new Map([['min.insync.replicas', '2']]))
      const held = await dumped(source())
      await using sandbox = await kafka.sandbox(held.facts, undefined, { ...bench, label: 'test-kafka' }, never)
      await sandbox.restore(plainBackup(held), { overwrite: false, only: [] })
      const { rows, objects } = await sandbox.facts(held.facts)
      expect([rows, objects]).toEqual([held.facts.rows, held.facts.objects])
      const { findings } = await restored(held)
      expect(findings).toEqual([expect.objectContaining({ level: 'note', message: expect.stringContaining('later') })])
      expect(await configured('clock')).toEqual({ 'message.timestamp.type': 'LogAppendTime' })
      expect(await configured('strict')).toEqual({ 'max.message.bytes': '1000', 'min.insync.replicas': '2' })
    })

    test('is refused before anything is made where the cluster does not know a setting', async () => {
      await admin.topic('orders', 1, { 'retention.ms': '-1' })
      const held = await dumped(source())
      const changed = [...held.parts].map(([name, body]) => {
        const text = body.toString('latin1').replaceAll('retention.ms', 'retention.of')
        return [name, Buffer.from(text, 'latin1')] as const
      })
      await expect(
        (await into()).restore(plainBackup({ ...held, parts: new Map(changed) }), { overwrite: false, only: [] }),
      ).rejects.toMatchObject({ code: 'target-refused', message: expect.stringContaining('retention.of') })
      expect(await other.topics()).toEqual([])
    })

    test('sets the offsets of groups without members, and names those that have some', async () => {
      await admin.topic('orders')
      await admin.topic('payments')
      await admin.send('orders', [{ value: '1' }, { value: '2' }])
      await admin.transactions('payments', ['no', 'abort'], ['yes', 'commit'])
      await admin.commit('idle', { 'orders/0': 1, 'payments/0': 4 })
      await admin.commit('busy', { 'orders/0': 2 })
      const held = await dumped(source())
      await other.topic('elsewhere')
      const options = { clientId: 'test', bootstrapBrokers: [servers[1].open], groupId: 'busy' }
      const consumer = new Consumer({ ...options, autocommit: false })
      const stream = await consumer.consume({ topics: ['elsewhere'], mode: 'latest' })
      try {
        const { findings, expected } = await restored(held)
        expect(findings).toEqual([
          expect.objectContaining({
            level: 'warning',
            message: expect.stringMatching(/have members in the target.*: busy$/),
          }),
        ])
        expect(expected?.objects['group']).toEqual(['idle'])
      } finally {
        await stream.close()
        await consumer.close(true)
      }
      using cluster = await other.cluster()
      expect(await committedOf(cluster, 'idle')).toEqual([
        { topic: 'orders', partition: 0, offset: 1, metadata: 'from idle' },
        { topic: 'payments', partition: 0, offset: 1, metadata: 'from idle' },
      ])
      const again = await restored(held, ['pay*'], true)
      expect(again.expected?.objects['group offset']).toEqual(['payments/0 1 idle'])
      expect(await other.topics()).toEqual(expect.arrayContaining(['elsewhere', 'orders', 'payments']))
    })

    test('takes exactly the rights of the documentation', async () => {
      await admin.topic('orders', 2, { 'retention.ms': '-1', 'cleanup.policy': 'delete' })
      await admin.send('orders', [{ value: '1' }])
      await admin.commit('g', { 'orders/0': 1 })
      const held = await dumped(source())
      const whole = await into(await other.user('restorer', ...restoreRights))
      for (const overwrite of [false, true]) await whole.restore(plainBackup(held), { overwrite, only: [] })
      expect((await whole.facts(held.facts)).objects).toEqual(held.facts.objects)
      await other.clear()
      const less = await into(
        await other.user('less', ['TOPIC', '*', 'CREATE', 'DESCRIBE', 'DESCRIBE_CONFIGS', 'DELETE']),
      )
      const error = await less
        .restore(plainBackup(held), { overwrite: false, only: [] })
        .catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'restore-failed', hint: expect.stringContaining('kafka-acls.sh') })
      expect(await other.topics()).toEqual([])
    })

    test('of a cluster that is encrypted needs its authority', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'kafka-tls-'))
      const file = (name: string) => join(folder, name)
      try {
        const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=kafka.test']
        const names = ['-addext', 'subjectAltName=DNS:kafka.test', '-keyout', file('key.pem'), '-out', file('cert.pem')]
        execFileSync('openssl', [...request, ...names], { stdio: 'ignore' })
        writeFileSync(
          file('both.pem'),
          readFileSync(file('key.pem'), 'utf8') + readFileSync(file('cert.pem'), 'utf8'),
          { mode: 0o644 },
        )
        await using server = await startKafka({ certificate: file('both.pem') })
        const url = `kafka://${server.open}?tls=on`
        await admin.topic('orders')
        await admin.send('orders', [{ value: '1' }])
        const held = await dumped(source())
        const target = await into(`${url}&tls-ca=${file('cert.pem')}&tls-name=kafka.test`)
        await target.restore(plainBackup(held), { overwrite: false, only: [] })
        expect((await target.facts(held.facts)).rows).toEqual({ 'orders/0': 1 })
        await expect((await into(url)).facts(held.facts)).rejects.toMatchObject({
          message: expect.stringContaining('cannot be encrypted'),
          hint: expect.stringContaining('tls-ca'),
        })
        await expect((await into(`kafka://${server.open}`)).facts(held.facts)).rejects.toMatchObject({
          hint: expect.stringContaining('tls=on'),
        })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  })
