import { spawnSync } from 'node:child_process'
import { agreement } from './restic.ts'

const found = spawnSync('restic', ['version'], { encoding: 'utf8' })
const works = found.error === undefined && found.status === 0

agreement({
  name: works ? found.stdout.split(' ').slice(0, 2).join(' ') : 'restic',
  missing: works ? undefined : 'restic is not installed: apt-get install restic',
  program: async () => 'restic',
})
