import { Problem } from '../../problem.ts'

/** A name as one step of a path. @throws Problem for one that nothing can write so: it would mean the folder, or the one above. */
export function segment(name: string): string {
  if (name !== '' && name !== '.' && name !== '..') return encodeURIComponent(name)
  throw new Problem(
    'source-failed',
    `the name "${name}" cannot stand in the path of a URL, so nothing is asked of it`,
    {
      hint: 'Leave it out (include, exclude; a restore: --only), or give it another name.',
    },
  )
}
