import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SshServer } from '../../src/runtime/runtime.ts'
import { makeKey } from '../runtime/sshd.ts'
import { type Container, startContainer } from './docker.ts'

export const bastionImage = 'backproof-test/bastion:trixie'

export interface Bastion extends Container {
  readonly server: SshServer
}

/** A machine that takes logins by ssh, on a network with servers that only it reaches. */
export async function startBastion(network: string, restrictions = 'restrict,port-forwarding'): Promise<Bastion> {
  const directory = mkdtempSync(join(tmpdir(), 'backproof-bastion-'))
  try {
    const key = makeKey(join(directory, 'user'))
    const container = await startContainer({
      image: bastionImage,
      port: 2222,
      env: { AUTHORIZED_KEYS: `${restrictions} ${key.open}` },
      options: ['--network', network, '--init'],
      ready: async (c) => (await c.logs()).includes('Server listening'),
    })
    const [type = '', body = ''] = (await container.exec(['cat', '/home/backup/host_key.pub'])).split(' ')
    const { host, port } = container
    return {
      ...container,
      server: { user: 'backup', host, port, hostKeys: [`${type} ${body}`], key: key.secret },
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
