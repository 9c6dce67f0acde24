// Stands in for what ExitThisPage of govuk-frontend builds on: settings from data attributes, plural forms and error texts,
// none of which is used here (build.mjs puts it in their place). It saves a tenth of what a phone has to fetch.
export class ConfigurableComponent {
  constructor($root, config) {
    this.$root = $root;
    this.config = config;
  }
}

export class I18n {
  constructor(texts) {
    this.texts = texts;
  }

  t(key) {
    return this.texts[key];
  }
}

export class ElementError extends Error {}
