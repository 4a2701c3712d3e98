import type { Source } from '../../policy/policy.ts'

export type SearchSource = Extract<Source, { engine: 'opensearch' | 'elasticsearch' }>
export type Product = SearchSource['engine']
