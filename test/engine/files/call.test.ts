import { expect, test } from 'vitest'
import { atOnce, callsByPlace, foreignMounts, inPool } from '../../../src/engine/files/call.ts'

const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:50 / /srv/nfs\\040share rw,relatime shared:9 master:2 - nfs4 files:/share rw
41 22 0:51 / /srv/disk rw - xfs /dev/vdb rw
42 22 0:52 / /home/me/remote rw - fuse.sshfs me@host: rw
`

test('file systems that a server or a program serves are foreign, by their real names', () => {
  expect(foreignMounts(mountinfo)).toEqual(['/proc', '/srv/nfs share', '/home/me/remote'])
  expect(foreignMounts('')).toEqual([])
})

test('paths below a foreign mount go through the pool, and so does a target with a foreign mount below it', async () => {
  const places = await callsByPlace()
  expect(places.from('/proc/self')).toBe(inPool)
  expect(places.within('/')).toBe(inPool)
  expect(places.below(atOnce, '/proc')).toBe(inPool)
  expect(places.below(inPool, '/anywhere/else')).toBe(inPool)
  expect(places.below(atOnce, '/anywhere/else')).toBe(atOnce)
})
