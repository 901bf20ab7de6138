import type { EscrowWords } from "../escrow-text";

const OWN_PAGE = "Ödemenizin sayfası";
const CASE = "Dosyayı açın";
const ENDINGS: Record<string, string> = {
  withdrawn: "Alıcı sorunun çözüldüğünü söyledi.",
  release: "Sonuç: satıcı haklı bulundu.",
  refund: "Sonuç: blokedeki para alıcıya geri gönderiliyor.",
};

export const TR: EscrowWords = {
  test: "TEST: ",
  at: { paynet: "Paynet’te", paywall: "Paywall’da" },
  facts: {
    amount: "Tutar",
    paid: "Ödeme",
    reference: "Başvuru numarası",
    card: "Kart",
    parcel: "Kargo",
    code: "Kod",
    release: "Kendiliğinden serbest kalır",
    ship: "En geç gönderim",
    reason: "Neden",
    number: "İade numarası",
  },
  footer: {
    payer: (merchant, phone) =>
      `Sorunuz varsa ${merchant}${phone ? ` (${phone})` : ""} ile görüşün. Bu e-posta kart bilgisi istemez.`,
    seller: (merchant) => `${merchant} mağazasının teslim onaylı ödemesi için gönderildi.`,
  },
  kinds: {
    "escrow.held": {
      payer: {
        subject: ({ amount, merchant, at }) => `Ödemeniz alındı, ${at} bekliyor: ${amount}, ${merchant}`,
        heading: "Ödemeniz alındı",
        lines: ({ amount, merchant, at, release, shipBy }) => [
          `${merchant} için kartınızdan ${amount} çekildi. Para ${at} bekliyor; satıcıya henüz geçmedi.`,
          "Ürün gelince önce bakın, sonra aşağıdaki sayfadan onaylayın. Sorun varsa aynı sayfadan bildirin; süre durur.",
          shipBy ? `Satıcı ${shipBy} tarihine kadar göndermezse para kartınıza döner.` : "",
          release ? `Onaylamaz ve sorun bildirmezseniz para şu zaman satıcıya geçer: ${release}.` : "",
        ],
        link: "Ödemenizin sayfası: makbuz, teslim onayı, iade",
      },
      seller: {
        subject: ({ amount }) => `Blokede: ${amount}, ürünü gönderin`,
        heading: "Teslim onaylı bir ödeme alındı",
        lines: ({ amount, at, customer, shipBy }) => [
          `${customer} ${amount} ödedi. Para ${at} blokede; teslim kanıtlanınca serbest bırakılır.`,
          shipBy
            ? `${shipBy} tarihine kadar gönderildiğini yazın; yazılmazsa para alıcıya döner.`
            : "Ürünü gönderince kargo numarasını yazın.",
        ],
        link: CASE,
      },
    },
    "escrow.sent": {
      payer: {
        subject: ({ merchant }) => `Ürününüz yolda, ${merchant}`,
        heading: "Satıcı ürünü gönderdi",
        lines: ({ merchant, parcel, at }) => [
          parcel ? `${merchant} gönderdi: ${parcel}.` : `${merchant} gönderdiğini yazdı.`,
          `Paranız ${at} bekliyor. Ürün gelince önce bakın, sonra onaylayın.`,
        ],
        link: "Teslimat sayfanız",
      },
      seller: {
        subject: ({ amount }) => `Gönderim yazıldı: ${amount}`,
        heading: "Gönderim yazıldı",
        lines: ({ parcel, at }) => [
          parcel ? `Kargo: ${parcel}. Alıcıya haber verildi.` : "Alıcıya haber verildi.",
          `Para ${at} blokede; alıcı onaylayınca ya da teslimi kanıtlayınca serbest bırakabilirsiniz.`,
        ],
        link: CASE,
      },
    },
    "escrow.code": {
      payer: {
        subject: ({ merchant }) => `Teslim kodunuz, ${merchant}`,
        heading: "Teslim kodunuz",
        lines: ({ code, codeUntil, isPaused, amount, merchant }) => [
          isPaused
            ? `Bildirdiğiniz sorunun çözüldüğünü söylemek için kodunuz: ${code}`
            : `${merchant} siparişini teslim aldığınızı onaylamak için kodunuz: ${code}`,
          `Kod ${codeUntil} tarihine kadar geçerli ve bir kez kullanılır. Tutar: ${amount}.`,
          "Kodu kuryeye ya da satıcıya söylemeyin. Önce ürüne bakın, sonra kodu yalnızca kendi sayfanıza yazın. Siz istemediyseniz bu e-postayı yok sayın; kod yazılmadan hiçbir şey değişmez.",
        ],
        link: "Kodu yazacağınız sayfa",
      },
    },
    "escrow.delivered": {
      payer: {
        subject: ({ byBuyer, merchant }) =>
          byBuyer ? `Onayınız alındı, ${merchant}` : `Teslim edildi olarak yazıldı, ${merchant}`,
        heading: "Teslim",
        lines: ({ byBuyer, merchant, at, release }) =>
          byBuyer
            ? [
                `Ürünü teslim aldığınızı onayladınız. Para ${at}; satıcının son adımı bekleniyor.`,
                "Bu onayı siz vermediyseniz hemen satıcıyı arayın.",
              ]
            : [
                `${merchant} ürünün size ulaştığını yazdı.`,
                "Almadıysanız ya da sorun varsa hemen bildirin: bildirdiğiniz anda süre durur.",
                release ? `Bildirmezseniz para en geç şu zaman satıcıya geçer: ${release}.` : "",
              ],
        link: "Teslimat sayfanız",
      },
      seller: {
        subject: ({ byBuyer, amount }) =>
          byBuyer ? `Alıcı teslim aldığını onayladı: ${amount}` : `Teslim yazıldı: ${amount}`,
        heading: "Teslim",
        lines: ({ byBuyer, at }) => [
          byBuyer
            ? "Alıcı, e-postasına gelen kodla teslim aldığını onayladı."
            : "Teslim kanıtıyla yazıldı. Alıcıya haber verildi.",
          `Para ${at} blokede; artık serbest bırakabilirsiniz.`,
        ],
        link: CASE,
      },
    },
    "escrow.disputed": {
      payer: {
        subject: ({ byBuyer, merchant }) =>
          byBuyer ? `Sorununuz bildirildi, ${merchant}` : `Siparişiniz inceleniyor, ${merchant}`,
        heading: "Süre durdu",
        lines: ({ byBuyer, at, merchant }) => [
          `Paranız ${at} duruyor; sorun çözülene kadar kendiliğinden hiçbir yere geçmez.`,
          byBuyer
            ? `${merchant} sizinle görüşür. Fotoğraf çekin, kutuyu atmayın.`
            : `${merchant} bu siparişi inceliyor.`,
          byBuyer ? "Bunu siz bildirmediyseniz hemen satıcıyı arayın." : "",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ byBuyer, amount }) => (byBuyer ? `Alıcı sorun bildirdi: ${amount}` : `İtiraz açıldı: ${amount}`),
        heading: "İtiraz açıldı, süre durdu",
        lines: ({ byBuyer, at }) => [
          byBuyer
            ? "Alıcı bir sorun bildirdi. Alıcıyla görüşün ve sonucu dosyaya yazın."
            : "Mağazanızdan biri itiraz açtı.",
          `Para ${at} blokede kalır; çözülmeden serbest bırakılamaz.`,
        ],
        link: CASE,
      },
    },
    "escrow.resolved": {
      payer: {
        subject: ({ merchant }) => `İtiraz kapandı, ${merchant}`,
        heading: "İtiraz kapandı",
        lines: ({ outcome, release }) => [
          ENDINGS[outcome] ?? "",
          outcome === "refund"
            ? "İadenin her adımı sayfanızda yazar."
            : "Süre kaldığı yerden işliyor. Yeni bir sorun varsa yeniden bildirebilirsiniz.",
          outcome !== "refund" && release ? `Para kendiliğinden şu zaman satıcıya geçer: ${release}.` : "",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ amount }) => `İtiraz kapandı: ${amount}`,
        heading: "İtiraz kapandı",
        lines: ({ outcome }) => [ENDINGS[outcome] ?? "", outcome === "refund" ? "" : "Süre kaldığı yerden işliyor."],
        link: CASE,
      },
    },
    "escrow.released": {
      payer: {
        subject: ({ amount, merchant }) => `${amount} satıcıya serbest bırakıldı, ${merchant}`,
        heading: "Para satıcı için serbest bırakıldı",
        lines: ({ amount, merchant }) => [
          `${amount}, ${merchant} için serbest bırakıldı.`,
          "Bundan sonra bir sorun çıkarsa satıcıyı arayın ya da iade isteyin.",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ amount }) => `Serbest bırakıldı: ${amount}`,
        heading: "Bloke çözüldü",
        lines: ({ amount }) => [`${amount} artık blokede değil. Hesabınıza geçeceği gün Bakiye sayfasında yazar.`],
        link: CASE,
      },
    },
    "escrow.refund_started": {
      payer: {
        subject: ({ amount, merchant }) => `İadeniz başladı: ${amount}, ${merchant}`,
        heading: "İadeniz başladı",
        lines: ({ amount }) => [
          `${amount} kartınıza geri gönderiliyor. Henüz bankanıza iletilmedi; iletilince yazarız.`,
        ],
        link: "İadenizin durumu",
      },
      seller: {
        subject: ({ amount }) => `İade gönderiliyor: ${amount}`,
        heading: "Blokedeki para alıcıya dönüyor",
        lines: ({ amount }) => [`${amount} iade sağlayıcıya gönderiliyor. Kesinleşince yazarız.`],
        link: CASE,
      },
    },
    "escrow.refund_done": {
      payer: {
        subject: ({ amount, merchant }) => `İadeniz bankanıza iletildi: ${amount}, ${merchant}`,
        heading: "İadeniz bankanıza iletildi",
        lines: ({ amount }) => [
          `${amount} bankanıza iletildi. Genellikle 3 ile 7 iş gününde ekstrenizde görünür.`,
          "Görünmezse bankanıza aşağıdaki iade numarasını söyleyin.",
        ],
        link: "İadenizin durumu",
      },
      seller: {
        subject: ({ amount }) => `İade kesinleşti: ${amount}`,
        heading: "İade kesinleşti",
        lines: ({ amount }) => [`Sağlayıcı ${amount} iadeyi kayıtlarında gösteriyor.`],
        link: CASE,
      },
    },
    "escrow.reminder": {
      payer: {
        subject: ({ amount, merchant }) => `İki gün içinde satıcıya geçecek: ${amount}, ${merchant}`,
        heading: "Paranız iki gün içinde satıcıya geçecek",
        lines: ({ amount, merchant, release }) => [
          `${amount} şu zaman ${merchant} için serbest bırakılır: ${release ?? ""}.`,
          "Ürün gelmediyse ya da sorun varsa şimdi bildirin: bildirdiğiniz anda süre durur, para geçmez. Her şey yolundaysa bir şey yapmanız gerekmez.",
        ],
        link: "Sorun bildirin ya da onaylayın",
      },
    },
  },
};
