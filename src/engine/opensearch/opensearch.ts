import { searchEngine } from './engine.ts'
import type { SearchSource } from './search-source.ts'

/** OpenSearch and Elasticsearch: their documents by scrolls, and what describes them by their API. */
export const opensearch = searchEngine<Extract<SearchSource, { engine: 'opensearch' }>>('opensearch')
export const elasticsearch = searchEngine<Extract<SearchSource, { engine: 'elasticsearch' }>>('elasticsearch')
