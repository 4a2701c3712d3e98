#!/usr/bin/env node
// Deno's own words would be a stack of calls in this program.
const denied = []
for (const name of globalThis.Deno ? ['env', 'sys', 'read', 'write', 'run', 'net'] : [])
  if ((await globalThis.Deno.permissions.query({ name })).state !== 'granted') denied.push(name)
if (denied.length > 0) {
  console.error(`error: Deno does not permit backproof what it needs: ${denied.join(', ')}`)
  console.error('  Run `deno run -A dist/cli.js ...`.')
  globalThis.Deno.exit(2)
}
const { node } = process.versions
if (Number.parseInt(node, 10) < 24) {
  console.error(`error: backproof needs Node 24 or later, and this is Node ${node}`)
  const { existsSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  const programs = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))
  // Not by npx: where this is not installed, that would run whatever has the name in a registry.
  console.error(
    existsSync(`${programs}/node`)
      ? `  Run \`export PATH="${programs}:$PATH"\`: npm brought a Node 24 along.`
      : '  Install Node 24, or start it with Deno.',
  )
  process.exit(1)
}
// Compiled once and not at every start, into a folder of this user's own: what is there is run. With sudo the home may be
// another user's, and on a runner the folder may come out of a cache that others write.
if (!globalThis.Deno && !process.env.GITHUB_ACTIONS) {
  const { enableCompileCache } = await import('node:module')
  const { statSync } = await import('node:fs')
  const { homedir } = await import('node:os')
  const { join } = await import('node:path')
  try {
    const { XDG_CACHE_HOME: given } = process.env
    if (statSync(given || homedir()).uid === process.getuid?.())
      enableCompileCache(join(given || join(homedir(), '.cache'), 'backproof', 'compiled'))
  } catch {
    // A user without a home, or with one that is not there: every start takes a little longer.
  }
}
const { cli } = await import('./index.js')

await cli()
