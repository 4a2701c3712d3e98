// Only dynamic imports: each entry point loads what it needs and no more, and the bundle's licences stay complete.
export const action = async () => (await import('./action.ts')).action()
export const post = async () => (await import('./action.ts')).post()
export const cli = async () => (await import('./cli.ts')).cli()
