import { expect, test } from 'vitest'
import { factsOf } from '../../../src/engine/opensearch/facts.ts'
import { searchSandbox } from '../../../src/engine/opensearch/sandbox.ts'

test.each([
  ['opensearch', '3.9.0', 'opensearchproject/opensearch:3.9.0'],
  ['elasticsearch', '9.2.2', 'elasticsearch:9.2.2'],
] as const)(
  'a throw-away server of %s %s takes documents of most of its memory, and minds no disk',
  (product, version, image) => {
    const facts = factsOf({ product, version, bytes: 0, indexes: [], common: undefined })
    expect(searchSandbox(facts, product, undefined)).toMatchObject({
      image,
      // By default a tenth, which is less than one large document of a server with more memory.
      env: { 'indexing_pressure.memory.limit': '90%', 'cluster.routing.allocation.disk.threshold_enabled': 'false' },
    })
  },
)
