import { isProblem, Problem } from '../../problem.ts'
import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { searchContents } from './contents.ts'
import { type Connection, connectionOf, sourceConnection } from './protocol/connection.ts'
import { sandboxConnection, searchSandbox } from './sandbox.ts'
import type { Product, SearchSource } from './search-source.ts'
import { openSearch } from './source.ts'
import { SearchTarget } from './target.ts'

/** The engine of one of the two products: they differ in their names, images and versions alone. */
export function searchEngine<S extends SearchSource>(product: S['engine'] & Product): Engine<S> {
  return {
    name: product,
    can: { selects: 'index', restores: [] },
    open: (source, bench, signal) => openSearch(source, bench, signal),
    servers: (source) => sourceConnection(source).servers,
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => searchContents(backup, signal, required),
    target: async (text, _by, { services }, signal) =>
      new SearchTarget({ connection: targetConnection(text, product), services, signal }),
    sandbox: async (dumped, image, { baseEnv, label }, signal) => {
      const sandbox = await startReachableSandbox(searchSandbox(dumped, product, image), { baseEnv, label, signal })
      const remove = async () => sandbox[Symbol.asyncDispose]()
      return new SearchTarget({ connection: sandboxConnection(product, sandbox.address), services: {}, signal, remove })
    },
  }
}

function targetConnection(text: string, product: Product): Connection {
  try {
    return connectionOf(text, product, '--into')
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    throw new Problem('usage', error.message, { hint: error.hint, cause: error })
  }
}
