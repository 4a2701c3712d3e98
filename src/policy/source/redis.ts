import { keyValueKind } from './valkey.ts'

export const redis = keyValueKind('redis')
