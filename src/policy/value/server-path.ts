// What stands before the path may hold variables, and the password of one may hold anything but these.
const form = /^(\s*[a-z][a-z0-9+.-]*:\/\/[^/?#]*)(?:\/([^?#\s]*))?((?:\?[^#]*)?)$/is

/** The database that the URL of a server names after its host; empty where it names none, or is a variable as a whole. */
export function databaseIn(url: string): string {
  return form.exec(url.trim())?.[2] ?? ''
}

/** The same URL with this database in it; what is no URL comes back unchanged, for whoever parses it to say so. */
export function inDatabase(url: string, database: string): string {
  const [, before, , query = ''] = form.exec(url.trim()) ?? []
  return before === undefined ? url : `${before}/${encodeURIComponent(database)}${query}`
}
