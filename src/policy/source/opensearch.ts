import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import { expected, judged, map, serverUrl } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

/** A server of either product: both speak the same language. */
interface SearchSource<P extends 'opensearch' | 'elasticsearch'> extends SourceCommon {
  readonly engine: P
  /** https://user:password@host:9200, https://key@host:9200; http:// in the clear. */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly indexes: Selection
  /** A server without indexes is backed up too. */
  readonly allowEmpty: boolean
}

export type OpensearchSource = SearchSource<'opensearch'>
export type ElasticsearchSource = SearchSource<'elasticsearch'>

const nouns = { opensearch: 'OpenSearch', elasticsearch: 'Elasticsearch' } as const

const url = judged(serverUrl({ schemes: ['https', 'http'], example: 'user@host:9200' }), (text) =>
  // A user without a password is a key of the API.
  /^[a-z]+:\/\/[^@/?#:$]+@/.test(text)
    ? {
        message: 'has an API key written into the file',
        hint: 'Write url: https://${API_KEY}@host:9200, keep the value in a secret, and change the key: it is in the history of the file.',
      }
    : undefined,
)

const shape = (product: keyof typeof nouns) => (common: CommonShape) =>
  map(`an ${product} source`, {
    engine: z
      .literal(product)
      .describe(`The indexes of ${nouns[product]}, with mappings, settings, aliases, templates and ingest pipelines.`),
    url: url.describe(
      'https://user:${PASSWORD}@host:9200, https://${API_KEY}@host:9200, or one ${NAME} for all of it.',
    ),
    ...common.own,
    indexes: selection('indexes', 'a name with * and ?')
      .optional()
      .describe('Which indexes. Default: all whose names begin with no dot.'),
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: a server without indexes is no failure.')
      .meta({ default: false }),
    verify: common.verifyOnServer(product),
  })

/** Both products' sources are written alike. */
function searchKind<P extends keyof typeof nouns>(
  product: P,
): SourceKind<SearchSource<P>, z.output<ReturnType<ReturnType<typeof shape>>>> {
  return {
    reads: 'server',
    group: 'databases',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['query', 'http', 'count-of', 'required'],
    counts: { noun: 'documents', of: 'indexes', rule: 'exact' },
    shape: shape(product),
    build: (input, around) => ({
      ...buildCommon(input, around),
      engine: product,
      url: around.secret(input.url, 'url'),
      indexes: buildSelection(input.indexes),
      allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of indexes of the same server is not another source.
    identity: ({ url: { template }, indexes }) => ({
      whole: JSON.stringify([template, indexes]),
      content: [template],
    }),
    server({ url }) {
      try {
        return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1]
      } catch (error) {
        // Whoever connects says so.
        if (!isProblem(error, 'secret-missing')) throw error
        return undefined
      }
    },
    describe: ({ url, indexes }) => [url.template, ...describeSelection('indexes', indexes)].join(' '),
    draft: {
      example: product,
      draft(name, text) {
        if (text !== product) return undefined
        const variable = `${variableName(name)}_URL`
        return {
          lines: [`url: \${${variable}}`],
          variables: [{ name: variable, example: 'https://USER:PASSWORD@HOST:9200' }],
        }
      },
    },
  }
}

export const opensearch = searchKind('opensearch')
export const elasticsearch = searchKind('elasticsearch')
