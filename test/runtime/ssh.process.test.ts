import { afterAll, describe } from 'vitest'
import { sshRuntime } from '../../src/runtime/runtime.ts'
import { runtimeContract } from './contract.ts'
import { hasSshd, type Sshd, startSshd } from './sshd.ts'

const baseEnv = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }

describe.skipIf(!hasSshd)('ssh', () => {
  let sshd: Promise<Sshd> | undefined
  const started = () => (sshd ??= startSshd())
  afterAll(async () => (await sshd)?.[Symbol.asyncDispose]())

  runtimeContract('ssh', async () => sshRuntime({ server: (await started()).server, baseEnv }))
})
