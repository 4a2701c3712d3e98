import { setFlagsFromString } from 'node:v8'

// Before anything is loaded: what loading leaves behind makes the part of the heap where objects are young grow to 16 MiB,
// of which nearly all stays unused. Kept small, it costs no time: objects die young here.
setFlagsFromString('--semi-space-growth-factor=1')

// Only dynamic imports: each entry point loads what it needs and no more, and the bundle's licences stay complete.
export const action = async () => (await import('./action.ts')).action()
export const post = async () => (await import('./action.ts')).post()
export const cli = async () => (await import('./cli.ts')).cli()
