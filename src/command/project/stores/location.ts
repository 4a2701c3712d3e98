import { resolve } from 'node:path'
import { realPath } from '../../../engine/engine.ts'
import type { StoreOptions } from '../../../store/store.ts'

/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
export function locationOf(options: StoreOptions): string {
  if (options.kind === 'directory') return `directory ${realPath(resolve(options.path))}`
  const { endpoint, bucket, prefix = '' } = options
  const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS')
  return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`
}
