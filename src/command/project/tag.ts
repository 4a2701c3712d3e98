import { maxTags, tagPattern } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'

/** The tags, each once; throws `usage` where one cannot be a tag, or there are more than a manifest takes. */
export function requireTags(tags: readonly string[]): readonly string[] {
  const different = [...new Set(tags)]
  if (different.length > maxTags) {
    throw new Problem('usage', `${different.length} tags were given for one backup`, {
      hint: `A backup has at most ${maxTags} tags.`,
    })
  }
  for (const tag of tags) {
    if (tagPattern.test(tag)) continue
    throw new Problem('usage', `${JSON.stringify(tag)} is not a tag`, {
      hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
    })
  }
  return different
}
