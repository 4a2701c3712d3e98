import { z } from 'zod'
import { expected, map } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { hostOf, keyedUrl } from './kind/keyed-url.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface QdrantSource extends SourceCommon {
  readonly engine: 'qdrant'
  /** https://KEY@host:port/path */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly collections: Selection
  /** A server without collections is backed up too. */
  readonly allowEmpty: boolean
}

const shape = (common: CommonShape) =>
  map('a qdrant source', {
    engine: z.literal('qdrant').describe('The collections of a Qdrant server, with their aliases.'),
    url: keyedUrl('QDRANT_API_KEY', 'host:6333').describe(
      'https://${QDRANT_API_KEY}@host:6333, http://host:6333 without a key, or one ${NAME} for all of it.',
    ),
    ...common.own,
    collections: selection('collections', 'a name with * and ?')
      .optional()
      .describe('Which collections. Default: all.'),
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: a server without collections is no failure.')
      .meta({ default: false }),
    verify: common.verifyOnServer('qdrant'),
  })

export const qdrant: SourceKind<QdrantSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  into: "'${RESTORE_URL}'",
  asserts: ['count-of', 'required'],
  counts: { noun: 'points', of: 'collections', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'qdrant',
    url: around.secret(input.url, 'url'),
    collections: buildSelection(input.collections),
    allowEmpty: input['allow-empty'] ?? false,
  }),
  // Another choice of collections of the same server is not another source.
  identity: ({ url: { template }, collections }) => ({
    whole: JSON.stringify([template, collections]),
    content: [template],
  }),
  server: ({ url }) => hostOf(url),
  describe: ({ url, collections }) => [url.template, ...describeSelection('collections', collections)].join(' '),
  draft: {
    example: 'qdrant',
    draft(name, text) {
      if (text !== 'qdrant') return undefined
      const variable = `${variableName(name)}_QDRANT_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'https://API_KEY@HOST:6333' }],
      }
    },
  },
}
