// GOV.UK's ExitThisPage, which counts three times Shift without speaking at capitals, with another way out: the page is blanked
// and replaced, so that Back does not come here again.
import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
import { make } from "./dom.js";

class Leave extends ExitThisPage {
  exitPage() {
    this.forget();
    document.title = "…";
    document.body.replaceChildren(make("p", { role: "alert" }, this.i18n.t("activated")));
    const address = this.$button.href;
    try {
      // In a frame the whole page goes.
      window.top.location.replace(address);
    } catch {
      window.location.replace(address);
    }
  }
}

export function leaveButton(address, texts, forget) {
  const link = make("a", { class: "govuk-exit-this-page__button leave", href: address, rel: "noreferrer nofollow" }, texts.leave);
  const wrapper = make("div", { class: "exit" }, link);
  new Leave(wrapper, { i18n: texts.shift }).forget = forget;
  return wrapper;
}
