import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kafka } from '../../../src/engine/kafka/kafka.ts'
import { docker } from '../../server/docker.ts'
import { buildKafka, type Kafka, kafkaMissing, kafkaVersion } from '../../server/kafka.ts'
import { type KafkaCluster, startKafkaCluster } from '../../server/kafka-cluster.ts'
import { hold, plainBackup } from '../memory.ts'
import { kafkaSource } from '../source.ts'
import { bench } from '../step.ts'
import { Administrator, never } from './admin.ts'

const missing = await kafkaMissing()

if (missing !== undefined) test.skip(`two brokers of Kafka ${kafkaVersion}: ${missing}`)
else
  describe(`two brokers of Kafka ${kafkaVersion}`, () => {
    let cluster: KafkaCluster
    let admin: Administrator
    beforeAll(async () => {
      await buildKafka()
      cluster = await startKafkaCluster()
      admin = new Administrator({ open: cluster.brokers[0]?.open ?? '' } as Kafka)
    })
    afterAll(async () => {
      await admin?.[Symbol.asyncDispose]()
      await cluster?.[Symbol.asyncDispose]()
    })

    test('are read by the ports that another machine forwards, of each; one that is not named is told', async () => {
      await admin.topic('far', 4, {}, 1)
      for (let partition = 0; partition < 4; partition++) await admin.send('far', [{ partition, key: 'a', value: 'b' }])
      const ports = cluster.brokers.map(({ open }) => Number(open.split(':')[1]))
      await using relays = new AsyncDisposableStack()
      const used: number[] = []
      const at = await Promise.all(
        ports.map(async (port, index) => {
          const server = createServer((from) => {
            used.push(index)
            const to = connect(port, '127.0.0.1')
            for (const socket of [from, to]) socket.on('error', () => undefined)
            from.pipe(to).pipe(from)
          })
          await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
          relays.defer(async () => void server.close())
          return String((server.address() as AddressInfo).port)
        }),
      )
      const through = (ids: readonly number[]) => {
        const url = `kafka://${ids.map((id) => `127.0.0.1:${ports[id]}`).join(',')}`
        const source = kafkaSource(url, { topics: { include: ['far'], exclude: [] } })
        expect(kafka.servers?.(source)).toEqual(ids.map((id) => ({ host: '127.0.0.1', port: ports[id] })))
        const forwarded = Object.fromEntries(ids.map((id) => [String(ports[id]), at[id] ?? '']))
        const services = { '127.0.0.1': { id: '', ports: forwarded, forwarded: true as const } }
        return kafka.open(source, { ...bench, services }, never)
      }
      {
        await using live = await through([0, 1])
        const { facts } = await hold(live.dump())
        expect(facts.rows).toEqual({ 'far/0': 1, 'far/1': 1, 'far/2': 1, 'far/3': 1 })
      }
      expect(new Set(used)).toEqual(new Set([0, 1]))
      await expect(through([0])).rejects.toMatchObject({
        code: 'policy-invalid',
        message: expect.stringContaining(
          `via forwards no port of 127.0.0.1:${ports[1]}, as the cluster calls a broker`,
        ),
        hint: expect.stringContaining(`127.0.0.1:${ports[0]},127.0.0.1:${ports[1]}`),
      })
      await admin.clear()
    })

    test('lead some partitions each; a broker that dies meanwhile is gone around, and nothing is missing', async () => {
      await admin.topic('orders', 6, { 'retention.ms': '-1' }, 2)
      for (let partition = 0; partition < 6; partition++)
        for (let batch = 0; batch < 20; batch++)
          await admin.send(
            'orders',
            Array.from({ length: 50 }, (_, at) => ({ partition, key: `${at}`, value: `${batch} `.repeat(3000) })),
          )
      await admin.commit('billing', { 'orders/0': 7, 'orders/5': 1000 })
      const url = `kafka://${cluster.brokers.map(({ open }) => open).join(',')}`
      const read = async (meanwhile?: () => Promise<void>) => {
        await using live = await kafka.open(kafkaSource(url), bench, never)
        const dump = live.dump()
        const parts: Buffer[] = []
        for await (const { body } of dump.parts) {
          for await (const chunk of body as AsyncIterable<Buffer>) {
            parts.push(chunk)
            if (parts.length === 10) await meanwhile?.()
          }
        }
        return { result: dump.result(), archive: Buffer.concat(parts) }
      }
      const whole = await read()
      expect(Object.values(whole.result.facts.rows)).toEqual(Array.from({ length: 6 }, () => 1000))

      // Into the same cluster, over what is there: both brokers take records, and both keep a copy.
      const target = await kafka.target(url, { tools: { kind: 'auto' } }, bench, never)
      const backup = plainBackup({ parts: new Map([['topics.kafka', whole.archive]]), facts: whole.result.facts })
      expect((await target.restore(backup, { overwrite: true, only: [] })).findings).toEqual([])
      expect((await target.facts(whole.result.facts)).objects).toEqual(whole.result.facts.objects)
      using known = await admin.cluster()
      const { partitions = [] } = known.topic('orders') ?? {}
      expect(new Set(partitions.map(({ leader }) => leader))).toEqual(new Set([1, 2]))
      expect(new Set(partitions.map(({ replicas }) => replicas))).toEqual(new Set([2]))

      const second = cluster.brokers[1]?.container.id ?? ''
      const during = await read(async () => void (await docker(['kill', second])))
      expect(during.result.facts.rows).toEqual(whole.result.facts.rows)
      expect(during.result.facts.objects['content']).toEqual(whole.result.facts.objects['content'])
    })
  })
