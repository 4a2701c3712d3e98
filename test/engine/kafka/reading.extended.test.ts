import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kafka } from '../../../src/engine/kafka/kafka.ts'
import { groupsOf } from '../../../src/engine/kafka/protocol/offsets.ts'
import { buildKafka, type Kafka, kafkaMissing, kafkaVersion, startKafka } from '../../server/kafka.ts'
import { plainBackup } from '../memory.ts'
import { kafkaSource } from '../source.ts'
import { bench } from '../step.ts'
import { Administrator, never } from './admin.ts'
import { backupRights } from './fixture.ts'
import { dumped, recordsIn, valuesIn } from './step.ts'

const missing = await kafkaMissing()
const only = (...include: readonly string[]) => ({ topics: { include, exclude: [] } })

if (missing !== undefined) test.skip(`what is read of Kafka ${kafkaVersion}: ${missing}`)
else
  describe(`what is read of Kafka ${kafkaVersion}`, () => {
    let server: Kafka
    let admin: Administrator
    let url: string
    beforeAll(async () => {
      await buildKafka()
      server = await startKafka({ env: { KAFKA_LOG_CLEANER_BACKOFF_MS: '300' } })
      admin = new Administrator(server)
      url = `kafka://${server.open}`
    })
    afterAll(async () => {
      await admin?.[Symbol.asyncDispose]()
      await server?.[Symbol.asyncDispose]()
    })

    test('records of aborted transactions are not in a dump, and markers at the end do not hold it up', async () => {
      await admin.topic('aborts')
      await admin.transactions('aborts', ['no', 'abort'], ['no', 'abort'], ['yes', 'commit'], ['no', 'abort'])
      const held = await dumped(kafkaSource(url, only('aborts')))
      expect(await valuesIn(held, 'aborts')).toEqual(['yes'])
      expect(held.result.findings).toEqual([])
    })

    test('an open transaction holds back what comes after it, and a warning says how much', async () => {
      await admin.topic('open')
      await admin.send('open', [{ value: 'before' }])
      await using _ = await admin.openTransaction('open', 'not yet')
      await admin.send('open', [{ value: 'after' }, { value: 'later' }])
      const held = await dumped(kafkaSource(url, only('open')))
      expect(await valuesIn(held, 'open')).toEqual(['before'])
      expect(held.result.findings).toEqual([
        expect.objectContaining({ level: 'warning', message: expect.stringContaining('open/0 (3)') }),
      ])
    })

    test.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
      'large batches that Kafka’s own producer compresses with %s are read to the byte',
      async (codec) => {
        const topic = `java-${codec}`
        await admin.topic(topic)
        const lines = Array.from({ length: 2000 }, (_, at) => `line ${at} ${'é'.repeat(at % 300)}`)
        await server.tool(
          'org.apache.kafka.tools.ConsoleProducer',
          [
            ...['--bootstrap-server', 'localhost:9092', '--topic', topic, '--compression-codec', codec],
            ...['--command-property', 'batch.size=400000', '--command-property', 'linger.ms=500'],
          ],
          `${lines.join('\n')}\n`,
        )
        expect(await valuesIn(await dumped(kafkaSource(url, only(topic))), topic)).toEqual(lines)
      },
    )

    test('null, empty, records without a key and times of any size are kept apart', async () => {
      // Kafka 4 takes no time that is an hour ahead, unless it is told to.
      await admin.topic('odd', 1, { 'message.timestamp.after.max.ms': '9223372036854775807' })
      const times = [0n, 1_577_836_800_000n, 1_790_000_000_000_000_000n, 5n]
      const odd = [{ key: 'a' }, { key: '', value: '' }, { value: 'nanoseconds' }, { key: 'b', value: 'again' }]
      // Each alone: the library writes no such distance from the time before it.
      for (const [at, message] of odd.entries()) await admin.send('odd', [{ ...message, timestamp: times[at] ?? 0n }])
      const records = await recordsIn(await dumped(kafkaSource(url, only('odd'))), 'odd')
      expect(records.map(({ key, value }) => [key, value])).toEqual([
        ...[
          ['a', null],
          ['', ''],
          [null, 'nanoseconds'],
          ['b', 'again'],
        ],
      ])
      expect(records.map(({ time }) => time)).toEqual(times)
    })

    test('of a topic by the broker’s clock each record has the time when it came', async () => {
      await admin.topic('clock', 1, { 'message.timestamp.type': 'LogAppendTime' })
      const before = BigInt(Date.now()) - 60_000n
      await admin.send('clock', [
        { value: 'x', timestamp: 5n },
        { value: 'y', timestamp: 900n },
      ])
      const records = await recordsIn(await dumped(kafkaSource(url, only('clock'))), 'clock')
      expect(records.length).toBe(2)
      for (const { time } of records) expect(time).toBeGreaterThan(before)
    })

    test('what was deleted from the beginning is not missed, and groups stand at the same record', async () => {
      await admin.topic('pruned')
      await admin.send(
        'pruned',
        Array.from({ length: 10 }, (_, at) => ({ value: `${at}` })),
      )
      await admin.commit('behind', { 'pruned/0': 2 })
      await admin.commit('within', { 'pruned/0': 6 })
      await admin.commit('done', { 'pruned/0': 10 })
      await admin.deleteBefore('pruned', 0, 4)
      const held = await dumped(kafkaSource(url, only('pruned')))
      expect(await valuesIn(held, 'pruned')).toEqual(['4', '5', '6', '7', '8', '9'])
      expect(held.facts.objects['group offset']).toEqual([
        ...['pruned/0 0 behind', 'pruned/0 2 within', 'pruned/0 6 done'],
      ])
    })

    test('all of a topic may be deleted', async () => {
      await admin.topic('gone')
      await admin.send('gone', [{ value: 'x' }])
      await admin.deleteBefore('gone', 0, 1)
      expect((await dumped(kafkaSource(url, only('gone')))).facts.rows).toEqual({ 'gone/0': 0 })
    })

    test('a compacted topic is read to its end, although its last offsets are gone', async () => {
      const soon = { 'segment.ms': '200', 'min.cleanable.dirty.ratio': '0.01', 'max.compaction.lag.ms': '200' }
      await admin.topic('compacted', 1, { 'cleanup.policy': 'compact', ...soon })
      const write = (value: string) =>
        admin.send(
          'compacted',
          Array.from({ length: 50 }, (_, at) => ({ key: `k${at % 5}`, value })),
        )
      await write('one')
      await write('two')
      const count = async () => {
        await new Promise((resolve) => setTimeout(resolve, 700))
        await admin.send('compacted', [{ key: 'last', value: 'x' }])
        return (await dumped(kafkaSource(url, only('compacted')))).facts.rows['compacted/0'] ?? 0
      }
      await expect.poll(count, { timeout: 90_000, interval: 100 }).toBeLessThan(50)
      const held = await dumped(kafkaSource(url, only('compacted')))
      expect((await recordsIn(held, 'compacted')).filter(({ value }) => value === 'two').length).toBe(5)
    })

    test('an abandoned dump leaves no group behind', async () => {
      using cluster = await admin.cluster()
      const before = await groupsOf(cluster)
      const stopped = new AbortController()
      await using live = await kafka.open(kafkaSource(url), bench, stopped.signal)
      const reading = (async () => {
        for await (const part of live.dump().parts) {
          for await (const _ of part.body) stopped.abort()
        }
      })()
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
      expect(await groupsOf(cluster)).toEqual(before)
    })

    test.each([
      ['topics', { topics: { include: ['abort'], exclude: [] } }, 'did you mean aborts?'],
      ['groups', { groups: { include: ['nobody'], exclude: [] } }, 'groups includes nobody'],
      ['a pattern', { topics: { include: ['x*'], exclude: [] } }, 'topics includes x*'],
    ] as const)('an unknown name in %s is the policy’s fault', async (_, more, because) => {
      await expect(dumped(kafkaSource(url, more))).rejects.toMatchObject({
        code: 'policy-invalid',
        message: expect.stringContaining(because),
      })
    })

    test('a user has exactly the rights of the documentation, and each that lacks is named', async () => {
      const [topics, groups] = backupRights
      if (topics === undefined || groups === undefined) throw new Error('there are two')
      const whole = await admin.user('whole', topics, groups)
      const some = only('aborts')
      const facts = (await dumped(kafkaSource(whole, some))).facts
      expect(facts.rows).toEqual({ 'aborts/0': 1 })
      const blind = await admin.user('blind', ['TOPIC', '*', 'DESCRIBE', 'DESCRIBE_CONFIGS'], groups)
      const deaf = await admin.user('deaf', ['TOPIC', '*', 'DESCRIBE', 'READ'], groups)
      const lost = await admin.user('lost', groups)
      const rehearse = async (url: string) => {
        await using live = await kafka.open(kafkaSource(url, some), bench, never)
        await live.rehearse()
      }
      await rehearse(whole)
      await expect(rehearse(blind)).rejects.toThrow('topic aborts cannot be read: TOPIC_AUTHORIZATION_FAILED')
      await expect(rehearse(deaf)).rejects.toThrow('the configurations of its topics cannot be read')
      await expect(rehearse(lost)).rejects.toThrow('topics includes aborts')
      await expect(rehearse(blind)).rejects.toMatchObject({ hint: expect.stringContaining('kafka-acls.sh') })
    })

    test('a user logs in as the listener has it, and is told otherwise', async () => {
      await admin.user('ada', ...backupRights)
      const open = (url: string) => dumped(kafkaSource(url, only('aborts')))
      await open(admin.url('ada'))
      await expect(open(admin.url('ada', 'SCRAM-SHA-512'))).rejects.toThrow('refuses the login of ada')
      await expect(open(admin.url('ada', 'PLAIN'))).rejects.toThrow('refuses the login of ada')
      await expect(open(`kafka://${server.locked}`)).rejects.toThrow('closed the connection')
      await expect(open(`kafka://${server.locked}?tls=on`)).rejects.toMatchObject({ code: 'source-failed' })
    })

    test('a dump of one topic is of that alone', async () => {
      const held = await dumped(kafkaSource(url, { ...only('ab*', 'odd'), groups: { include: [], exclude: ['*'] } }))
      const { names } = await kafka.contents(
        plainBackup(held),
        { tools: { kind: 'auto' }, image: undefined },
        bench,
        never,
      )
      expect(names).toEqual(['topic aborts (1 partition, 1 record)', 'topic odd (1 partition, 4 records)'])
    })
  })
