import type { S3StandIn } from './s3-stand-in.ts'

// Longer than this program ever thinks between an answer and the next request, also on a machine that is busy.
const quietMs = 150

/**
 * Holds every request until no other comes any more, and answers them together: what comes after that waited for one of
 * them. So a list of rounds, each with its requests, tells what waits for what, however fast this machine is.
 */
export function countRounds(s3: S3StandIn): readonly (readonly string[])[] {
  const rounds: string[][] = []
  let held: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  const release = () => {
    const together = held
    held = []
    for (const go of together) go()
  }
  s3.before = ({ call, key, query }) => {
    const name = `${call} ${key || (query.get('prefix') ?? '')}`.replaceAll(/\d{4}-\d\d-\d\dT[\d-]+\.\d{6}Z/g, 'TIME')
    if (held.length === 0) rounds.push([])
    rounds.at(-1)?.push(name)
    clearTimeout(timer)
    timer = setTimeout(release, quietMs)
    return new Promise((resolve) => held.push(resolve))
  }
  return rounds
}
