/** Pages of the documents, as they are. */
export interface Pages {
  readonly recovery: string
  readonly format: string
}

const folder = 'RECOVERY'

/**
 * What stands in a store beside the backups, by key: the page, the format, and each script of the page as a file of its own. The
 * page is the last. Pure.
 */
export function kitOf({ recovery, format }: Pages, version: string): ReadonlyMap<string, string> {
  const scripts = [...recovery.matchAll(/```python ([a-z-]+\.py)\n([\s\S]*?)```/g)].map(
    ([, name = '', text = '']) => [`${folder}/${name}`, `# Backproof ${version}\n${text}`] as const,
  )
  const page = [
    `*These are backups made by Backproof ${version}. Nothing here is secret. To open one you need this store and the secret key of a`,
    `recipient. The scripts below are also files, in ${folder}/ beside this page.* **Whoever can write here can alter them: compare them`,
    "with a copy of your own, or with those of Backproof's repository, before you give them a key.**",
    '',
    recovery
      .replaceAll('](format.md', `](${folder}/format.md`)
      .replaceAll(/\[([^\]]+)\]\((?!RECOVERY\/|#)[a-z-]+\.md[^)]*\)/g, '$1'),
  ].join('\n')
  const plainFormat = format.replaceAll(/\[([^\]]+)\]\((?!#)[^)]*\)/g, '$1')
  return new Map([
    ...scripts,
    [`${folder}/format.md`, `*Of Backproof ${version}.*\n\n${plainFormat}`],
    [`${folder}.md`, page],
  ])
}
