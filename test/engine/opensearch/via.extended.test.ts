import { expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { searchMissing } from '../../server/search.ts'
import { hold } from '../memory.ts'
import { contextsOf, documents, never, startFixture } from './fixture.ts'

const [product, version] = ['opensearch', '2.19.6'] as const
const missing = await searchMissing(product, version)
const engine = await engineOf(product)
const title = 'OpenSearch behind another machine is read by the port that is forwarded, for its scrolls too'

if (missing !== undefined) test.skip(`${title}: ${missing}`)
else
  test(title, async () => {
    await using at = await startFixture(product, version)
    const { source } = at
    const url = source.url.reveal().replace(/127\.0\.0\.1:\d+/, 'gone.internal,search.internal')
    const behind = { ...source, url: { ...source.url, reveal: () => url } }
    expect(engine.servers?.(behind)).toEqual([
      { host: 'gone.internal', port: 9200 },
      { host: 'search.internal', port: 9200 },
    ])
    const services = {
      'gone.internal': { id: '', ports: { 9200: '1' }, forwarded: true as const },
      'search.internal': { id: '', ports: { 9200: String(at.proxy.port) }, forwarded: true as const },
    }
    await using live = await engine.open(behind, { ...at.bench, services }, never)
    expect((await hold(live.dump())).facts.rows['orders']).toBe(documents)
    expect(await contextsOf(at.server)).toBe(0)
  })
