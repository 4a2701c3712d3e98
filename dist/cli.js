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
// Compiled once and not at every start. What is in that folder is run: so every folder on the way is this user's own, and nobody
// else may write there. With sudo the home may be another user's, and on a runner a folder may come out of somebody's cache.
if (!globalThis.Deno && !process.env.GITHUB_ACTIONS) {
  const { enableCompileCache } = await import('node:module')
  const { lstatSync, mkdirSync } = await import('node:fs')
  const { homedir } = await import('node:os')
  const { join } = await import('node:path')
  try {
    const given = process.env.XDG_CACHE_HOME
    const [home, cache] = given ? [given, given] : [homedir(), join(homedir(), '.cache')]
    const compiled = join(cache, 'backproof', 'compiled')
    const isOurs = (path) => {
      const { uid, mode } = lstatSync(path)
      return uid === process.getuid?.() && (mode & 0o170022) === 0o040000
    }
    if (isOurs(home)) {
      mkdirSync(compiled, { recursive: true, mode: 0o700 })
      if ([cache, join(cache, 'backproof'), compiled].every(isOurs)) enableCompileCache(compiled)
    }
  } catch {
    // No home, or none that may be written to: every start takes a little longer.
  }
}
const { cli } = await import('./index.js')

await cli()
