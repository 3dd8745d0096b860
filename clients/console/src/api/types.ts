/**
 * The wire, as the server's OpenAPI document describes it: the generated types, some under the shorter name that the
 * console speaks. Nothing is described by hand here.
 */
import type {
  Licence,
  OrderCounts,
  OrderRules,
  PageOfGoodsRow,
  SettingsIn,
  SkuIn,
} from '../../../api/src/types.gen'

/** The server names a page of each kind; they differ in their items alone. */
export type Page<T> = Omit<PageOfGoodsRow, 'items'> & Items<T>
export type Items<T> = { items: T[] }
export type OrderTab = keyof OrderCounts
/** The settings form fills every part, also those that the server would fill in. */
export type SettingsForm = SettingsIn & { licence: Licence; order_rules: Required<OrderRules> }
export type { SkuIn }

// Identity and overview
export type {
  ChecklistItem,
  DayFigures,
  Me,
  Overview,
  Problem,
  ShopBrief,
  Todo,
  WeekDay,
} from '../../../api/src/types.gen'

// Promotion
export type {
  CampaignDetail,
  CampaignIn,
  CampaignKind,
  CampaignView as Campaign,
  CampaignCodeIn as CodeIn,
  CodeView,
  CostIn,
  Figures,
  Medium as CodeMedium,
  CampaignReport,
} from '../../../api/src/types.gen'

// Goods
export type {
  BatchDone as BatchResult,
  CategoryIn,
  CategoryNode,
  GoodsAction,
  GoodsCounts,
  GoodsIn,
  GoodsRow,
  GoodsTab,
  GoodsView,
  ImportFault,
  ImportView as Import,
  JournalRow as StockJournalRow,
  Media,
  Param as GoodsParam,
  SkuView,
  Spec as SpecIn,
  StockChangeIn as StockChange,
} from '../../../api/src/types.gen'

// Orders and what follows them
export type {
  AftersaleBrief,
  AftersaleRow,
  CarrierView as Carrier,
  ConsoleOrder,
  ConsoleReview as ReviewRow,
  MemberRow,
  Note as OrderNote,
  OrderCounts,
  OrderDetail,
  OrderLine,
  OrderRow,
  PaymentRow,
  PaymentSummary,
  ShipIn,
  ShipmentView as Shipment,
} from '../../../api/src/types.gen'

// Who sells
export type {
  Advice,
  AdviceIn,
  AdviceTables,
  Capability,
  Industry,
  MissingPaper,
  PaperKind,
  SubjectPaper,
  Standing,
  SubjectAdvice,
  SubjectIn,
  SubjectType,
  SubjectView,
} from '../../../api/src/types.gen'

// What a shop sets up
export type {
  AccountIn as PaymentIn,
  AccountReport,
  AccountView as PaymentChannel,
  ApplymentForm,
  ApplymentView,
  AuditRow,
  ChannelIn as WeappIn,
  ChannelsView as Channels,
  CheckResult,
  PictureTaken,
  ProofLink,
  ProofView,
  FreightTemplate,
  FreightTemplateIn,
  HomeIn,
  HomeView,
  JobRow,
  SettingsIn,
  SettingsView,
  InvitationIn,
  InvitationRow as Invitation,
  RoleIn,
  StaffRow as StaffMember,
  StaffView,
  Templates as WeappTemplates,
} from '../../../api/src/types.gen'
export type JobStatus = 'waiting' | 'failed'
export type H5WechatIn = { appid: string; secret?: string }

// The launch
export type {
  CaseIn,
  CaseView,
  Diagnosis,
  ConfirmFileView,
  DeskView,
  DomainSet,
  Fact,
  GrantPage,
  LaunchDomainStepsStep as LaunchStep,
  LaunchDomainTruthFinding as LaunchFinding,
  LaunchDomainTruthWords as BothWords,
  LaunchMove,
  LaunchView,
  RegistrationIn,
  RegistrationView,
  StepStatus,
  StepView,
  Cleared as TemplateCleared,
  LaunchRow,
  SubjectChange,
  TaskView,
  TemplatesView,
} from '../../../api/src/types.gen'

// The mini program's code
export type {
  CodeFinding,
  CodeSettingsIn,
  CoachView,
  LogLine,
  PackageIn,
  PackageRow,
  PackageView,
  Point as CoachPoint,
  PrivacyDone,
  ReleaseCheck,
  ReviewRow as CodeReviewRow,
  ReviewView as CodeReviewView,
  SubmitForm,
  SubmitIn,
  Testers,
  UploadKeyIn,
  VersionsView,
  WeappCodeView as WeappCode,
} from '../../../api/src/types.gen'

// Profile, verification and filing of the mini program
export type {
  CategoryPaperIn,
  Choice as FilingChoice,
  FilingChoices,
  FilingIn,
  FilingView,
  FormFault,
  NameCheckView,
  PaperView as FormPaper,
  PersonIn,
  Place as FilingPlace,
  ProfileView,
  ServiceCategoryNode,
  VerificationIn,
  VerificationView,
} from '../../../api/src/types.gen'
