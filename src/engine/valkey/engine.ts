import { isProblem, Problem } from '../../problem.ts'
import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { contentsOf } from './contents.ts'
import type { KeyValueSource } from './key-value-source.ts'
import { type Connection, connectionOf } from './protocol/connection.ts'
import type { Product } from './protocol/product.ts'
import { sandboxConnection, sandboxSpec } from './sandbox.ts'
import { openSource, sourceConnection } from './source.ts'
import { KeyValueTarget } from './target.ts'

/** The engine of one of the two products: they differ in their names, images and versions alone. */
export function keyValueEngine<S extends KeyValueSource>(product: S['engine'] & Product): Engine<S> {
  return {
    name: product,
    can: { selects: 'key', restores: [] },
    open: (source, bench, signal, prefer = 'primary') => openSource(source, bench, signal, prefer),
    servers: (source) => sourceConnection(source).servers,
    takes: () => false,
    contents: (backup, _by, _bench, _signal, required) => contentsOf(backup, required),
    target: async (text, _by, { services }, signal) =>
      new KeyValueTarget({ connection: targetConnection(text, product), services, signal }),
    sandbox: async (dumped, image, { baseEnv, label }, signal) => {
      const sandbox = await startReachableSandbox(sandboxSpec(dumped, product, image), { baseEnv, label, signal })
      return new KeyValueTarget({
        connection: sandboxConnection(product, sandbox.address),
        services: {},
        signal,
        remove: async () => sandbox[Symbol.asyncDispose](),
      })
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
