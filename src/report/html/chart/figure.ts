import { html } from '../element.ts'

/** A picture: what it shows, in words as well, and its axes as text beside it, so that they stay readable at any width. */
export interface Figure {
  /** Of the page: no two have the same. */
  readonly id: string
  readonly title: string
  /** The numbers that matter, in a sentence. */
  readonly says: string
  readonly width: number
  readonly height: number
  /** Markup of the SVG. */
  readonly body: string
  /** The highest and the lowest value. */
  readonly y?: readonly [string, string]
  /** From left to right. */
  readonly x?: readonly string[]
  readonly legend?: string
  readonly kind?: string
}

/** A figure with its caption. The picture is stretched to its room; strokes are not. Pure. */
export function figure(one: Figure): string {
  const { title, says, y, x, legend = '', kind = '' } = one
  const left = y
    ? `<div class="y" aria-hidden="true">${y.map((text) => `<span>${html(text)}</span>`).join('')}</div>`
    : ''
  const below = x
    ? `<div class="x" aria-hidden="true">${x.map((text) => `<span>${html(text)}</span>`).join('')}</div>`
    : ''
  return `<figure class="chart ${kind}"><figcaption><b>${html(title)}</b> <span>${html(says)}</span></figcaption>
<div class="plot">${left}${svg(one)}${below}</div>${legend}</figure>`
}

/** The picture alone, with a title and a description for those who do not see it. */
export function svg({
  id,
  title,
  says,
  width,
  height,
  body,
}: Pick<Figure, 'id' | 'title' | 'says' | 'width' | 'height' | 'body'>): string {
  return `<svg role="img" aria-labelledby="${id}t ${id}d" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><title id="${id}t">${html(title)}</title><desc id="${id}d">${html(says)}</desc>${body}</svg>`
}

/** Coordinates with one digit: a year of them is half of the page. */
export const digits = (value: number) => String(Math.round(value * 10) / 10)

/** One path of many rectangles: shorter than as many elements. */
export const boxes = (all: readonly (readonly [x: number, y: number, width: number, height: number])[]) =>
  all
    .map(([x, y, width, height]) => `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`)
    .join('')

/** One path of many upright strokes from `y` down, all as wide as the class of the path says: shorter than rectangles. */
export const strokes = (xs: readonly number[], y: number, height: number) =>
  xs.map((x) => `M${digits(x)} ${y}v${height}`).join('')

/** A path of a class; nothing where there is none. */
export const path = (kind: string, d: string) => (d === '' ? '' : `<path class="${kind}" d="${d}"/>`)

export const legend = (entries: readonly (readonly [kind: string, text: string])[]) =>
  `<ul class="legend">${entries.map(([kind, text]) => `<li><svg aria-hidden="true" viewBox="0 0 10 10"><rect class="${kind}" width="10" height="10" rx="2"/></svg>${html(text)}</li>`).join('')}</ul>`
