/** A template is a page of styles and a logo; more than this in bytes is something else. */
export const longestTemplate = 5 * 1024 * 1024;
