import { buildProgram, goMissing } from '../server/go.ts'
import { agreement } from './restic.ts'

// The newest restic that is known to compile: Debian's own is older, and kept the oldest backup in fewer cases.
agreement({
  name: 'restic 0.18.0',
  missing: goMissing && `restic is compiled from its source: ${goMissing}`,
  program: () => buildProgram('restic', 'github.com/restic/restic', 'v0.18.0', 'github.com/restic/restic/cmd/restic'),
})
