import { expect, test } from 'vitest'
import { startSandbox } from '../../src/runtime/runtime.ts'

test('a throw-away server without docker reports what to install, not what failed during cleanup', async () => {
  const ready = { program: 'true', args: [] }
  const spec = { image: 'postgres:17', env: {}, args: [], ready, timeoutMs: 1000 }
  const options = { label: 'test', baseEnv: { PATH: '/nowhere' }, signal: new AbortController().signal }
  await expect(startSandbox(spec, options)).rejects.toMatchObject({
    code: 'sandbox-failed',
    message: 'a container of postgres:17 cannot be started: docker is not installed on the host',
    hint: 'Install Docker on the machine that proves: a throw-away server is a container.',
  })
})
