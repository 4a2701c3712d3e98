import type { RedisSource } from '../../policy/policy.ts'
import { keyValueEngine } from '../valkey/engine.ts'

/** Redis, which differs from Valkey in its name, images and versions alone. */
export const redis = keyValueEngine<RedisSource>('redis')
