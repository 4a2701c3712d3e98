import { z } from 'zod'
import { expected, map, place } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { hostOf, keyedUrl } from './kind/keyed-url.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface MeilisearchSource extends SourceCommon {
  readonly engine: 'meilisearch'
  /** https://KEY@host:port/path */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly indexes: Selection
  /** Where this machine sees the folder that the server writes dumps into; absent: indexes are read page by page. */
  readonly dumpDir?: string
  /** A server without indexes is backed up too. */
  readonly allowEmpty: boolean
}

const shape = (common: CommonShape) =>
  map('a meilisearch source', {
    engine: z.literal('meilisearch').describe('The indexes of a Meilisearch server: documents and settings.'),
    url: keyedUrl('MEILISEARCH_API_KEY', 'host:7700').describe(
      'https://${MEILISEARCH_API_KEY}@host:7700, http://host:7700 without a key, or one ${NAME} for all of it.',
    ),
    ...common.own,
    indexes: selection('indexes', 'a name with * and ?').optional().describe('Which indexes. Default: all.'),
    'dump-dir': place(common.env)
      .optional()
      .describe(
        "The folder of the server's dumps (its --dump-dir), where this machine has it mounted: then a dump as of one moment is taken. May contain ${NAME}. Default: pages are read by HTTP, each when it is asked for.",
      ),
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: a server without indexes is no failure.')
      .meta({ default: false }),
    verify: common.verifyOnServer('meilisearch'),
  })

export const meilisearch: SourceKind<MeilisearchSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  into: "'${RESTORE_URL}'",
  asserts: ['count-of', 'required'],
  counts: { noun: 'documents', of: 'indexes', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'meilisearch',
    url: around.secret(input.url, 'url'),
    indexes: buildSelection(input.indexes),
    ...(input['dump-dir'] === undefined ? {} : { dumpDir: input['dump-dir'] }),
    allowEmpty: input['allow-empty'] ?? false,
  }),
  // Another choice of indexes of the same server is not another source.
  identity: ({ url: { template }, indexes }) => ({
    whole: JSON.stringify([template, indexes]),
    content: [template],
  }),
  server: ({ url }) => hostOf(url),
  describe: ({ url, indexes }) => [url.template, ...describeSelection('indexes', indexes)].join(' '),
  draft: {
    example: 'meilisearch',
    draft(name, text) {
      if (text !== 'meilisearch') return undefined
      const variable = `${variableName(name)}_MEILISEARCH_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'https://API_KEY@HOST:7700' }],
      }
    },
  },
}
