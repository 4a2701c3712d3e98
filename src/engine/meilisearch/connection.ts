import type { MeilisearchSource } from '../../policy/policy.ts'
import { type KeyedServer, parseKeyedUrl } from '../http/keyed.ts'

const rules = { noun: 'a Meilisearch server', port: 7700 }

export const connectionOf = (source: MeilisearchSource): KeyedServer =>
  parseKeyedUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`, rules)

export const parseMeilisearchUrl = (text: string, place: string): KeyedServer =>
  parseKeyedUrl(text, place, place, rules)
