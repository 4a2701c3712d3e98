import type { ValkeySource } from '../../policy/policy.ts'
import { keyValueEngine } from './engine.ts'

/** Valkey, over the protocol of its replicas. */
export const valkey = keyValueEngine<ValkeySource>('valkey')
