import { memoryStore } from '../../src/store/store.ts'
import { storeContract } from './contract.ts'

storeContract('memory', async () => ({ store: memoryStore(), end: async () => {} }))
