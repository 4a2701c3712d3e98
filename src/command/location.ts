import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { StoreOptions } from '../store/store.ts'

/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
export async function locationOf(options: StoreOptions): Promise<string> {
  if (options.kind === 'directory') return `directory ${await real(resolve(options.path))}`
  const { endpoint, bucket, prefix = '' } = options
  const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS')
  return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`
}

/** Of a path that is not there yet, as far as it is. */
async function real(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    // What it cannot be read for, the store itself says.
    return dirname(path) === path ? path : join(await real(dirname(path)), basename(path))
  }
}
