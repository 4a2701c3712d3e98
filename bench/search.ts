import { dockerMissing } from '../test/server/docker.ts'
import { type SearchServer, searchImage, startSearch } from '../test/server/search.ts'
import { type Bench, contest } from './contest.ts'
import { prepare } from './engine.ts'
import type { Table } from './section.ts'

const [product, version] = ['opensearch', '2.19.6'] as const
const documentsAtOnce = 10_000

/** No tool of its vendor gives the documents to a file. One server at a time: each takes half a GiB. */
export async function opensearch(bench: Bench, documents: number): Promise<readonly Table[]> {
  const env: Record<string, string> = { TARGET_URL: 'http://127.0.0.1:1' }
  const [backup, restore] = ['backproof backup', 'backproof restore']
  const what = `${documents.toLocaleString('en')} documents of OpenSearch ${version}`
  const tables: Table[] = []
  let at: ReturnType<typeof prepare>
  {
    await using server = await startSearch(product, version)
    bench.say(`filling OpenSearch with ${documents} documents`)
    await fill(server, documents)
    env['BENCH_URL'] = `http://127.0.0.1:${server.port}`
    at = prepare(bench, product, `engine: ${product}\n    url: \${BENCH_URL}`, env)
    const rows = await contest(bench, 'OpenSearch, backup', [{ name: backup, run: at.backup }])
    tables.push({ title: `Backup of ${what}`, rows, yardstick: backup })
  }
  await using other = await startSearch(product, version)
  env['TARGET_URL'] = `http://127.0.0.1:${other.port}`
  const run = async () => {
    await other.clear()
    return await at.restore()
  }
  const rows = await contest(bench, 'OpenSearch, restore', [{ name: restore, run }])
  tables.push({ title: `Restore of ${what}, with all documents read again`, rows, yardstick: restore })
  return tables
}

/** Why there can be none here; undefined if there can. */
export const opensearchMissing = (): Promise<string | undefined> => dockerMissing(searchImage(product, version))

async function fill(server: SearchServer, documents: number): Promise<void> {
  await server.ask('PUT', '/orders', {
    settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' },
    mappings: { properties: { number: { type: 'long' }, status: { type: 'keyword' }, note: { type: 'text' } } },
  })
  for (let from = 0; from < documents; from += documentsAtOnce) {
    let lines = ''
    for (let number = from; number < Math.min(from + documentsAtOnce, documents); number++) {
      const note = `order ${(number * 7919) % 99_991} of customer ${number % 5000}, to be sent on day ${number % 365}`
      lines += `{"create":{"_id":"o${number}"}}\n{"number":${number},"status":"${number % 3 ? 'open' : 'paid'}","note":"${note}"}\n`
    }
    const { errors } = await server.ask('POST', '/orders/_bulk?filter_path=errors', lines)
    if (errors !== false) throw new Error('documents are refused')
  }
  await server.ask('POST', '/orders/_refresh')
}
