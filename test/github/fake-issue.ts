/** One issue of the fake, as GitHub answers with it. */
export interface FakeIssue {
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  labels: { readonly name: string }[]
  readonly user: { readonly login: string; readonly type: string }
  readonly html_url: string
  readonly comments: string[]
  readonly pull_request?: object
}

interface Asked {
  readonly method: string
  readonly url: URL
  readonly body: () => Promise<Record<string, unknown>>
}

/** Numbers begin here, away from the pull request. */
const first = 100

export function addIssue(issues: FakeIssue[], given: Partial<FakeIssue> & { readonly title: string }): FakeIssue {
  const number = first + issues.length
  const issue: FakeIssue = {
    ...{ number, body: '', state: 'open', labels: [], comments: [] },
    user: { login: 'github-actions[bot]', type: 'Bot' },
    html_url: `https://github.test/octo/shop/issues/${number}`,
    ...given,
  }
  issues.push(issue)
  return issue
}

/** GitHub's API of issues; undefined: it is about something else. */
export async function answerIssue(
  issues: FakeIssue[],
  { method, url, body }: Asked,
): Promise<{ readonly status: number; readonly value: unknown } | undefined> {
  const found = /^\/repos\/octo\/shop\/issues(?:\/(\d{3,}))?(\/comments)?$/.exec(url.pathname)
  if (!found) return undefined
  const [, number, comments] = found
  if (number === undefined) {
    if (method === 'POST') {
      const { title, body: text, labels } = await body()
      const names = (labels as string[]).map((name) => ({ name }))
      return { status: 201, value: addIssue(issues, { title: String(title), body: String(text), labels: names }) }
    }
    const label = url.searchParams.get('labels')
    const all = issues.filter(({ labels }) => labels.some(({ name }) => name === label)).toReversed()
    const [size, page] = [Number(url.searchParams.get('per_page')), Number(url.searchParams.get('page') ?? 1)]
    return { status: 200, value: all.slice((page - 1) * size, page * size) }
  }
  const issue = issues.find((one) => one.number === Number(number))
  if (!issue) return { status: 404, value: { message: 'Not Found' } }
  if (comments) {
    issue.comments.push(String((await body())['body']))
    return { status: 201, value: { id: issue.comments.length, html_url: issue.html_url } }
  }
  if (method === 'PATCH') {
    const { body: text, state } = await body()
    issue.body = String(text)
    issue.state = state as FakeIssue['state']
  }
  return { status: 200, value: issue }
}
