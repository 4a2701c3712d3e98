import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/store.ts'
import { storeContract } from './contract.ts'

storeContract('directory', async () => {
  const path = await mkdtemp(join(tmpdir(), 'store-'))
  return {
    store: await openStore({ kind: 'directory', path: join(path, 'made/by/put') }),
    end: () => rm(path, { recursive: true, force: true }),
  }
})
