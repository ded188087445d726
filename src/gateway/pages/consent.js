// Shows the widgets of Amazon Pay, and puts what the buyer chose into the form. The page says what for in its data.
"use strict";
(function () {
  var page = document.getElementById("consent");
  var form = document.getElementById("chosen");
  var button = document.getElementById("go");
  var standing = page.dataset.kind === "standing";
  var agrees = !standing;

  function fail(error) {
    var note = document.getElementById("trouble");
    note.textContent = "Amazon Pay says: " + (error && error.getErrorMessage ? error.getErrorMessage() : error);
    note.hidden = false;
  }

  function put(name, value) {
    form.elements.namedItem(name).value = value;
  }

  function refresh() {
    button.disabled = !agrees || !form.elements.namedItem(standing ? "billingAgreementId" : "orderReferenceId").value;
  }

  function options(more) {
    var all = { sellerId: page.dataset.seller, design: { designMode: "responsive" }, onError: fail };
    Object.keys(more).forEach(function (name) { all[name] = more[name]; });
    return all;
  }

  function showConsent(id) {
    function hear(status) {
      agrees = status.getConsentStatus() === "true";
      put("consentStatus", String(agrees));
      refresh();
    }
    new OffAmazonPayments.Widgets.Consent(
      options({ amazonBillingAgreementId: id, onReady: hear, onConsent: hear })
    ).bind("agreement");
  }

  function showWallet() {
    var more = { onPaymentSelect: refresh };
    if (page.dataset.known) {
      more[standing ? "amazonBillingAgreementId" : "amazonOrderReferenceId"] = page.dataset.known;
      put(standing ? "billingAgreementId" : "orderReferenceId", page.dataset.known);
      if (standing) { showConsent(page.dataset.known); }
    } else if (standing) {
      more.agreementType = "BillingAgreement";
      more.onReady = function (agreement) {
        put("billingAgreementId", agreement.getAmazonBillingAgreementId());
        showConsent(agreement.getAmazonBillingAgreementId());
      };
    } else {
      more.onOrderReferenceCreate = function (order) {
        put("orderReferenceId", order.getAmazonOrderReferenceId());
        refresh();
      };
    }
    document.getElementById("login").hidden = true;
    form.hidden = false;
    new OffAmazonPayments.Widgets.Wallet(options(more)).bind("wallet");
  }

  window.onAmazonLoginReady = function () {
    amazon.Login.setClientId(page.dataset.client);
  };
  window.onAmazonPaymentsReady = function () {
    OffAmazonPayments.Button("login", page.dataset.seller, {
      type: "PwA",
      size: "medium",
      authorization: function () {
        amazon.Login.authorize({ scope: "payments:widget", popup: true }, function (answer) {
          if (answer.error) { fail(answer.error); } else { showWallet(); }
        });
      },
      onError: fail
    });
  };
  var script = document.createElement("script");
  script.async = true;
  script.src = page.dataset.script;
  document.head.appendChild(script);
}());
