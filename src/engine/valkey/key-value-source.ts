import type { RedisSource, ValkeySource } from '../../policy/policy.ts'

export type KeyValueSource = ValkeySource | RedisSource
