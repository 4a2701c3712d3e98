import { MeilisearchStandIn } from './stand-in.ts'

/* A stand-in in a process of its own, so that its memory is not that of the test: as many documents of 16 KiB as it is told. */

const [, , count = '0', folder = ''] = process.argv
const server = new MeilisearchStandIn()
server.dumpDir = folder
const text = 'x'.repeat(16_000)
if (count !== '0')
  server.add(
    'large',
    Array.from({ length: Number(count) }, (_, id) => `{"id":${id},"text":"${text}"}`),
  )
const { port } = await server.listen()
process.stdout.write(`${port}\n`)
// It ends with the test.
process.stdin.resume().once('end', () => process.exit(0))
