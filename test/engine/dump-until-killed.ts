import { text } from 'node:stream/consumers'
import { type Bench, engineOf } from '../../src/engine/engine.ts'
import { fromText } from './carry.ts'

/* Begins to dump a source and waits to be killed: prints "dumping" as soon as the first bytes have come. */

const given = JSON.parse(await text(process.stdin)) as { readonly source: string; readonly bench: Bench }
const source = fromText(given.source)
const engine = await engineOf(source.engine)
const live = await engine.open(source, given.bench, new AbortController().signal)
for await (const part of live.dump().parts) {
  for await (const _ of part.body) {
    console.log('dumping')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  }
}
