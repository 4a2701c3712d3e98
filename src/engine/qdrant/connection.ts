import type { QdrantSource } from '../../policy/policy.ts'
import { type KeyedServer, parseKeyedUrl } from '../http/keyed.ts'

const rules = { noun: 'a Qdrant server', port: 6333 }

export const connectionOf = (source: QdrantSource): KeyedServer =>
  parseKeyedUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`, rules)

export const parseQdrantUrl = (text: string, place: string): KeyedServer => parseKeyedUrl(text, place, place, rules)
